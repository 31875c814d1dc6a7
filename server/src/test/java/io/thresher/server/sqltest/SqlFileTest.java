package io.thresher.server.sqltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every file of {@code src/test/resources/sql} through JDBC; {@code -Dsql.file=text} picks by path. */
class SqlFileTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "sql");

    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.start(
                List.of(Path.of("target").toAbsolutePath(), Path.of("src").toAbsolutePath()));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFileGivesWhatItExpects() {
        String wanted = System.getProperty("sql.file", "");
        return SqlFiles.under(FOLDER).stream()
                .filter(file -> file.toString().contains(wanted))
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> runFile(file)));
    }

    private static void runFile(Path file) throws Exception {
        try (Connection connection = server.connect()) {
            FileReport report = SqlFiles.run(file, connection, false);
            assertThat(report.outcomes()).as("records of " + file).isNotEmpty();
            assertThat(report.failureText()).isEmpty();
        }
        server.assertNothingLeaked();
    }
}
