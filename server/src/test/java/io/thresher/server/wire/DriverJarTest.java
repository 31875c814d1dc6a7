package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that tools need; {@code mvn verify} has built it by now, a build without packaging skips this. */
class DriverJarTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final Path JAR = Path.of("..", "jdbc-driver", "target", "thresher-jdbc.jar");
    private static final int JAVA_11 = 55;

    @TempDir
    Path folder;

    @BeforeEach
    void theJarIsBuilt() {
        assumeThat(JAR).exists();
    }

    @Test
    void holdsNothingButTheDriver() throws IOException {
        List<String> strangers = new ArrayList<>();
        List<String> tooNew = new ArrayList<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                boolean parent = entry.isDirectory() && "io/thresher/jdbc/".startsWith(name);
                if (!name.startsWith("io/thresher/jdbc/") && !name.startsWith("META-INF/") && !parent) {
                    strangers.add(name);
                }
                if (name.endsWith(".class") && majorVersion(jar, entry) > JAVA_11) {
                    tooNew.add(name);
                }
            }
            String services = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(services.strip()).isEqualTo("io.thresher.jdbc.ThresherDriver");
        }
        assertThat(strangers).as("entries that could clash with a tool's own").isEmpty();
        assertThat(tooNew).as("classes that Java 11 cannot load").isEmpty();
    }

    private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream input = new DataInputStream(jar.getInputStream(entry))) {
            input.readInt();
            input.readUnsignedShort();
            return input.readUnsignedShort();
        }
    }

    @Test
    void worksAloneInAProcessOfItsOwn() throws Exception {
        // A folder with the client's class only: nothing else of ours is in reach.
        String classFile = JarClient.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(classFile);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("target", "test-classes", classFile), copy);
        for (String load : List.of("by-name", "by-service")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            JAR.toRealPath() + File.pathSeparator + folder,
                            JarClient.class.getName(),
                            SERVER.url(),
                            load)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).isEqualTo("ok\n");
            assertThat(process.waitFor()).isZero();
        }
    }
}
