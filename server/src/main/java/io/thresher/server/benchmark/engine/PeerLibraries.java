package io.thresher.server.benchmark.engine;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.program.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of other engines, fetched once with the machine's Maven as its user has set it up, and kept in a folder an engine. Which version
 * is in the project file that is a resource here.
 */
public final class PeerLibraries {
    private static final int SHOWN_LINES = 3;

    private final Path folder;
    private final Console console;
    private final Cleanup cleanup;

    public PeerLibraries(Path folder, Console console, Cleanup cleanup) {
        this.folder = folder;
        this.console = console;
        this.cleanup = cleanup;
    }

    /** The folder of an engine's jars and files. */
    Path folder(String peer) {
        return folder.resolve(peer);
    }

    /**
     * The jars of an engine.
     *
     * @throws EngineException INVALID_ARGUMENT if they cannot be had, with the reason
     */
    List<Path> jars(String peer) {
        try {
            Path home = folder(peer);
            Path libraries = home.resolve("lib");
            Path project = home.resolve("pom.xml");
            String wanted = project(peer);
            if (!Files.exists(project) || !Files.readString(project).equals(wanted) || !Files.exists(libraries)) {
                fetch(peer, home, wanted);
            }
            try (Stream<Path> found = Files.list(libraries)) {
                return found.sorted().toList();
            }
        } catch (IOException e) {
            throw unavailable(peer, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(peer, "interrupted");
        }
    }

    private static String project(String peer) throws IOException {
        String resource = "/benchmark/peers/" + peer + ".xml";
        try (InputStream stream = PeerLibraries.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("Resource is missing: " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void fetch(String peer, Path home, String project) throws IOException, InterruptedException {
        console.say("Fetching " + peer + " with Maven (once)...");
        Files.createDirectories(home);
        Files.deleteIfExists(home.resolve("pom.xml"));
        Path partial = home.resolve("lib.part");
        FileTree.delete(partial);
        FileTree.delete(home.resolve("lib"));
        Path file = Files.writeString(home.resolve("fetch.xml"), project);
        Path log = home.resolve("maven.log");
        Process maven;
        try {
            maven = new ProcessBuilder(
                            "mvn",
                            "-q",
                            "-B",
                            "-f",
                            file.toString(),
                            "dependency:copy-dependencies",
                            "-DincludeScope=runtime",
                            "-DoutputDirectory=" + partial)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw unavailable(peer, "Maven is not there; install it (for example: apt-get install maven)");
        }
        try (Cleanup.Undo undo = cleanup.add(maven::destroyForcibly)) {
            if (maven.waitFor() != 0 || !Files.isDirectory(partial)) {
                throw unavailable(peer, "Maven failed: " + reason(log));
            }
        }
        Files.move(partial, home.resolve("lib"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(file, home.resolve("pom.xml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        String errors = String.join(
                " ",
                lines.stream()
                        .filter(line -> line.contains("ERROR"))
                        .limit(SHOWN_LINES)
                        .toList());
        return errors + " (more in " + log + ")";
    }

    private static EngineException unavailable(String peer, String reason) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                "Engine to compare with cannot be had: " + peer + ": " + reason
                        + "; a JDBC driver that is on this machine can be named with --driver-jar");
    }
}
