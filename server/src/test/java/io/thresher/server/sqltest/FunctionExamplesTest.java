package io.thresher.server.sqltest;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.scalar.ScalarFunctions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of the function reference through JDBC: what is documented can be called. */
class FunctionExamplesTest {
    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.start(List.of(Path.of("target").toAbsolutePath()));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleGivesOneValue() {
        return ScalarFunctions.registry().scalarFunctions().stream()
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> run(function)));
    }

    private static void run(ScalarFunction function) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + function.example())) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).as(function.example()).isNotNull();
            assertThat(result.next()).isFalse();
        }
    }
}
