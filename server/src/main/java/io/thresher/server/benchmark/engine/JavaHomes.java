package io.thresher.server.benchmark.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds JDKs where the launcher looks for them, for engines that do not run on the one that runs this program. */
final class JavaHomes {
    private static final String VERSION = "JAVA_VERSION=\"";

    private JavaHomes() {}

    /** The newest JDK of a version from {@code oldest} to {@code newest}. */
    static Optional<Path> between(int oldest, int newest) {
        return candidates().stream()
                .filter(home -> version(home) >= oldest && version(home) <= newest)
                .max(Comparator.comparingInt(JavaHomes::version));
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        homes.add(JavaCommand.currentHome());
        String named = System.getenv("JAVA_HOME");
        if (named != null) {
            homes.add(Path.of(named));
        }
        Path user = Path.of(System.getProperty("user.home", "."));
        for (Path folder : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"))) {
            for (Path child : children(folder)) {
                homes.add(child);
                homes.add(child.resolve("Contents/Home"));
            }
        }
        return homes;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The major version that the release file of a JDK says; 0 if there is none. */
    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
            return 0;
        }
        try {
            return Files.readAllLines(release, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(VERSION))
                    .map(line -> line.substring(VERSION.length()).replaceAll("[^0-9].*", ""))
                    .filter(number -> !number.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
