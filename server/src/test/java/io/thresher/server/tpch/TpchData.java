package io.thresher.server.tpch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the TPC-H tables as Parquet files, one file per table, once per folder.
 *
 * <p>The official answers fit the rows of dbgen, which the last DuckDB jar that has it linked in makes in a process of
 * its own ({@link TpchGenerator}); the current DuckDB then writes the files anew, so that they look like the files
 * users have today (snappy, its default row groups).
 */
public final class TpchData {
    /** Where the build puts the jar that holds dbgen, relative to the module. */
    private static final String GENERATOR_JAR = "target/dbgen/duckdb_jdbc.jar";

    private static final Map<String, Long> ROWS_AT_SCALE_ONE = Map.of(
            "region", 5L,
            "nation", 25L,
            "supplier", 10_000L,
            "customer", 150_000L,
            "part", 200_000L,
            "partsupp", 800_000L,
            "orders", 1_500_000L,
            "lineitem", 6_001_215L);

    private static final long LINEITEM_ROWS_AT_ONE_HUNDREDTH = 60_175L;

    private TpchData() {}

    /** Arguments: scale factor and target folder; prints the row counts. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        Map<String, Long> counts = create(arguments[0], folder);
        System.out.println(folder + " " + counts);
    }

    /** The table names, small tables first. */
    public static List<String> tables() {
        return TpchGenerator.TABLES;
    }

    /** Makes the data in {@code target/tpch/sf<scale>} unless it is there, and returns the folder. */
    public static Path inTarget(String scale) {
        Path folder = Path.of("target", "tpch", "sf" + scale).toAbsolutePath();
        try {
            create(scale, folder);
        } catch (SQLException | IOException | InterruptedException e) {
            throw new IllegalStateException("TPC-H data could not be made in " + folder, e);
        }
        return folder;
    }

    /**
     * Makes {@code <table>.parquet} for every table in the folder unless all are there, and checks the row counts.
     *
     * @return rows per table
     */
    public static synchronized Map<String, Long> create(String scale, Path folder)
            throws SQLException, IOException, InterruptedException {
        if (!isComplete(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path raw = Files.createTempDirectory(parent, "raw");
            Path finished = Files.createTempDirectory(parent, "finished");
            try {
                runGenerator(scale, raw);
                rewrite(raw, finished);
                Files.move(raw.resolve("answers"), finished.resolve("answers"));
                deleteRecursively(folder);
                Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                deleteRecursively(raw);
                deleteRecursively(finished);
            }
        }
        Map<String, Long> counts = rowCounts(folder);
        checkCounts(scale, counts);
        return counts;
    }

    private static boolean isComplete(Path folder) {
        return Files.isDirectory(folder.resolve("answers"))
                && tables().stream().allMatch(table -> Files.isRegularFile(folder.resolve(table + ".parquet")));
    }

    private static void runGenerator(String scale, Path raw) throws IOException, InterruptedException {
        Path jar =
                Path.of(System.getProperty("tpch.generator.jar", GENERATOR_JAR)).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IOException("The jar with dbgen is not there; name it with -Dtpch.generator.jar: " + jar);
        }
        Path classes = Path.of(TpchData.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classes + System.getProperty("path.separator") + jar);
        command.add(TpchGenerator.class.getName());
        command.add(scale);
        command.add(raw.toString());
        Path log = raw.resolve("generator.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("dbgen failed: " + Files.readString(log));
        }
    }

    private static void rewrite(Path raw, Path finished) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            for (String table : tables()) {
                statement.execute("COPY (SELECT * FROM '" + raw.resolve(table + ".parquet") + "') TO '"
                        + finished.resolve(table + ".parquet") + "' (FORMAT PARQUET, COMPRESSION SNAPPY)");
            }
        }
    }

    private static Map<String, Long> rowCounts(Path folder) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String table : tables()) {
                String sql = "SELECT count(*) FROM '" + folder.resolve(table + ".parquet") + "'";
                try (ResultSet rows = statement.executeQuery(sql)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        }
        return counts;
    }

    private static void checkCounts(String scale, Map<String, Long> counts) {
        double factor = Double.parseDouble(scale);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            String table = entry.getKey();
            long atOne = ROWS_AT_SCALE_ONE.get(table);
            long expected = atOne <= 25 ? atOne : Math.round(atOne * factor);
            if (table.equals("lineitem")) {
                if (factor != 1 && factor != 0.01) {
                    continue; // the number of lines per order is random, and known only for these two
                }
                expected = factor == 1 ? atOne : LINEITEM_ROWS_AT_ONE_HUNDREDTH;
            }
            if (entry.getValue() != expected) {
                throw new IllegalStateException(
                        "Wrong row count: " + table + " has " + entry.getValue() + " rows, not " + expected);
            }
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
