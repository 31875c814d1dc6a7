package io.thresher.server.sqltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every file of {@code src/test/resources/sql} through JDBC, once from files alone and once with all that is read kept in
 * memory; {@code -Dsql.file=text} picks by path.
 */
class SqlFileTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "sql");

    private static final List<TestServer> SERVERS = new ArrayList<>();

    @BeforeAll
    static void startServers() {
        List<Path> roots =
                List.of(Path.of("target").toAbsolutePath(), Path.of("src").toAbsolutePath());
        SERVERS.add(TestServer.start(roots, Map.of("memory-store", "off")));
        SERVERS.add(TestServer.start(roots, Map.of("memory-store.min-scans", "1")));
    }

    @AfterAll
    static void stopServers() {
        SERVERS.forEach(TestServer::close);
        SERVERS.clear();
    }

    @TestFactory
    Stream<DynamicTest> everyFileGivesWhatItExpects() {
        return tests(SERVERS.get(0));
    }

    @TestFactory
    Stream<DynamicTest> everyFileGivesTheSameFromMemory() {
        return tests(SERVERS.get(1));
    }

    private static Stream<DynamicTest> tests(TestServer server) {
        String wanted = System.getProperty("sql.file", "");
        return SqlFiles.under(FOLDER).stream()
                .filter(file -> file.toString().contains(wanted))
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> runFile(server, file)));
    }

    private static void runFile(TestServer server, Path file) throws Exception {
        try (Connection connection = server.connect()) {
            FileReport report = SqlFiles.run(file, connection, false);
            assertThat(report.outcomes()).as("records of " + file).isNotEmpty();
            assertThat(report.failureText()).isEmpty();
        }
        server.assertNothingLeaked();
    }
}
