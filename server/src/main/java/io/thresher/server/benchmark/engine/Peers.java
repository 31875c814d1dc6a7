package io.thresher.server.benchmark.engine;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.program.Cleanup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the engines that users name: duckdb, duckdb-memory, spark, or any JDBC URL. */
public final class Peers {
    private static final String DUCKDB = "duckdb";
    private static final String DUCKDB_MEMORY = "duckdb-memory";
    private static final String SPARK = "spark";
    private static final String JDBC = "jdbc:";

    private static final int OLDEST_JAVA = 17;
    /** Its Hadoop asks for what JDK 24 has taken away. */
    private static final int NEWEST_JAVA_OF_SPARK = 23;

    /** What Spark's own start script passes, so that its code reaches into the JDK. */
    private static final List<String> SPARK_PACKAGES = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.util.calendar");

    private final BenchmarkTables tables;
    private final EngineLimits limits;
    private final PeerLibraries libraries;
    private final List<Path> driverJars;
    private final WorkFolders folders;
    private final Cleanup cleanup;

    public Peers(
            BenchmarkTables tables,
            EngineLimits limits,
            PeerLibraries libraries,
            List<Path> driverJars,
            WorkFolders folders,
            Cleanup cleanup) {
        this.tables = tables;
        this.limits = limits;
        this.libraries = libraries;
        this.driverJars = driverJars;
        this.folders = folders;
        this.cleanup = cleanup;
    }

    /** Fails unless {@code name} is one that {@link #named} knows. */
    public static void check(String name) {
        if (!List.of(DUCKDB, DUCKDB_MEMORY, SPARK).contains(name) && !name.startsWith(JDBC)) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Engine to compare with not found; there are " + String.join(", ", DUCKDB, DUCKDB_MEMORY, SPARK)
                            + " and any JDBC URL: " + name);
        }
    }

    /**
     * The engine of that name, its jars fetched. Its short name is none of {@code taken}, so that a server of our own can be compared with,
     * too.
     *
     * @throws EngineException INVALID_ARGUMENT for a name nobody has, or jars that cannot be had
     */
    public Contender named(String name, Set<String> taken) {
        check(name);
        if (taken.contains(name)) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Engine is named twice: " + name);
        }
        return switch (name) {
            case DUCKDB -> duckDb(name, "CREATE VIEW %s AS SELECT * FROM '%s'");
            case DUCKDB_MEMORY -> duckDb(name, "CREATE TABLE %s AS SELECT * FROM '%s'");
            case SPARK -> spark();
            default -> url(name, taken);
        };
    }

    private PeerContender duckDb(String name, String tableSql) {
        List<Path> given = driverJars.stream()
                .filter(jar -> String.valueOf(jar.getFileName()).contains(DUCKDB))
                .toList();
        PeerContender.Launch launch = new PeerContender.Launch(
                JavaCommand.currentHome(),
                given.isEmpty() ? libraries.jars(DUCKDB) : given,
                List.of("--enable-native-access=ALL-UNNAMED"),
                List.of("jdbc", "jdbc:duckdb:", tableSql),
                List.of(
                        "SET threads = " + limits.threads(),
                        "SET memory_limit = '" + limits.memoryMegabytes() + "MiB'"));
        boolean cold = name.equals(DUCKDB);
        return new PeerContender(name, launch, tables, cold, true, folders, cleanup);
    }

    private PeerContender spark() {
        Path java = JavaHomes.between(OLDEST_JAVA, NEWEST_JAVA_OF_SPARK)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Spark needs a JDK of version " + OLDEST_JAVA + " to " + NEWEST_JAVA_OF_SPARK
                                + "; install one, for example: apt-get install openjdk-17-jdk"));
        List<String> flags = new ArrayList<>();
        SPARK_PACKAGES.forEach(name -> flags.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("-Xmx" + limits.memoryMegabytes() + "m");
        PeerContender.Launch launch = new PeerContender.Launch(
                java,
                libraries.jars(SPARK),
                flags,
                List.of(
                        SPARK,
                        Integer.toString(limits.threads()),
                        folders.temporary().toString()),
                List.of());
        return new PeerContender(SPARK, launch, tables, true, true, folders, cleanup);
    }

    private PeerContender url(String url, Set<String> taken) {
        if (driverJars.isEmpty()) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "JDBC driver is not named; name its jar with --driver-jar for: " + url);
        }
        // jdbc:postgresql://host/db is postgresql.
        String base = url.substring(JDBC.length()).replaceAll("[^A-Za-z0-9].*", "");
        String name = base;
        for (int i = 2; taken.contains(name); i++) {
            name = base + "-" + i;
        }
        PeerContender.Launch launch = new PeerContender.Launch(
                JavaCommand.currentHome(), driverJars, List.of(), List.of("jdbc", url, ""), List.of());
        return new PeerContender(name, launch, tables, false, false, folders, cleanup);
    }
}
