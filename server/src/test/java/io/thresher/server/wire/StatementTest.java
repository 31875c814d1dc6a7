package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements and connections as tools use them. */
class StatementTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final String FIFTY = "SELECT * FROM (" + WireServer.numbers(50) + ") AS t (a)";

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELEC 1 | 42601",
                "SELECT * FROM no_such_table | 42P01",
                "SELECT nope FROM (VALUES (1)) AS t (a) | 42703",
                "SELECT no_such_function(1) | 42883",
                "SELECT 1 / a FROM (VALUES (0)) AS t (a) | 22012",
                "SELECT CAST('x' AS INTEGER) | 22P02",
                "SELECT a + 1 FROM (VALUES (2147483647)) AS t (a) | 22003",
                "SELECT * FROM '/no/such/file.csv' | 42501",
                "SELECT * FROM 'target/wire-test/no_such_file.csv' | 58P01",
                "SET no.such.option = 1 | 42704",
                "USE nowhere | 3F000",
            })
    void errorsCarryTheirStateAndThePlainMessage(String sql, String state) throws SQLException {
        for (String serialization : List.of("protobuf", "json")) {
            try (Connection connection = SERVER.connect("serialization=" + serialization);
                    Statement statement = connection.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> {
                            try (ResultSet rows = statement.execute(sql) ? statement.getResultSet() : null) {
                                count(rows);
                            }
                        })
                        .satisfies(e -> {
                            assertThat(e.getSQLState()).isEqualTo(state);
                            assertThat(e.getMessage())
                                    .doesNotContain("Remote driver", "Error -1", "Exception", "\tat ", "io.thresher");
                        });
                // The connection is as good as before.
                try (ResultSet rows = statement.executeQuery(FIFTY)) {
                    assertThat(count(rows)).isEqualTo(50);
                }
            }
        }
    }

    @Test
    void maxRowsAndFetchSize() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(7);
            assertThat(statement.getMaxRows()).isEqualTo(7);
            try (ResultSet rows = statement.executeQuery(FIFTY)) {
                assertThat(count(rows)).isEqualTo(7);
            }
            statement.setMaxRows(0);
            for (int fetchSize : new int[] {0, 1, 7, 49, 50, 51, 1_000_000}) {
                statement.setFetchSize(fetchSize);
                try (ResultSet rows = statement.executeQuery(FIFTY)) {
                    assertThat(count(rows)).isEqualTo(50);
                }
            }
            statement.setFetchSize(10);
            statement.setMaxRows(25);
            try (ResultSet rows = statement.executeQuery(FIFTY)) {
                assertThat(count(rows)).isEqualTo(25);
            }
        }
    }

    @Test
    void severalStatementsAreOpenAtATime() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            List<Statement> statements = new ArrayList<>();
            List<ResultSet> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Statement statement = connection.createStatement();
                statement.setFetchSize(3);
                statements.add(statement);
                results.add(statement.executeQuery(
                        "SELECT a + " + i + " FROM (" + WireServer.numbers(10) + ") AS t (a) ORDER BY 1"));
            }
            for (int row = 1; row <= 10; row++) {
                for (int i = 0; i < 20; i++) {
                    assertThat(results.get(i).next()).isTrue();
                    assertThat(results.get(i).getInt(1)).isEqualTo(row + i);
                }
            }
            statements.get(0).close();
            assertThat(results.get(0).isClosed()).isTrue();
        }
    }

    @Test
    void runningAgainClosesTheEarlierResult() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery(FIFTY);
            first.next();
            ResultSet second = statement.executeQuery("SELECT 2");
            assertThat(first.isClosed()).isTrue();
            assertThat(second.next()).isTrue();
        }
    }

    @Test
    void commandsReturnNoRows() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SET query.time-zone = 'UTC'")).isFalse();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.executeUpdate("CREATE SCHEMA IF NOT EXISTS other"))
                    .isZero();
            assertThat(statement.execute("SELECT 1")).isTrue();
            statement.addBatch("CREATE SCHEMA batch_a");
            statement.addBatch("DROP SCHEMA batch_a");
            assertThat(statement.executeBatch()).hasSize(2);
        }
    }

    @Test
    void transactionsAreAcceptedAndDoNothing() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            connection.setAutoCommit(false);
            assertThat(WireServer.single(connection, "SELECT 1")).isEqualTo(1);
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            assertThat(connection.isReadOnly()).isTrue();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setClientInfo("ApplicationName", "test");
            assertThat(connection.getTypeMap()).isEmpty();
            assertThat((Object) connection.getWarnings()).isNull();
            assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
        }
    }

    @Test
    void schemasArePickedByUrlBySetSchemaAndByUse() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS picked");
            assertThat(connection.getSchema()).isEqualTo("default");
            connection.setSchema("picked");
            assertThat(connection.getSchema()).isEqualTo("picked");
            assertThat(WireServer.single(connection, "SELECT current_schema()")).isEqualTo("picked");
            statement.execute("USE \"default\"");
            assertThat(WireServer.single(connection, "SELECT current_schema()")).isEqualTo("default");
            assertThat(connection.getSchema()).isEqualTo("default");
        }
        try (Connection connection = DriverManager.getConnection(SERVER.url() + "/picked")) {
            assertThat(WireServer.single(connection, "SELECT current_schema()")).isEqualTo("picked");
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(SERVER.url() + "/nowhere"))
                .matches(e -> e.getSQLState().equals("3F000"));
    }

    @Test
    void optionsAreSetByUrl() throws SQLException {
        try (Connection connection = SERVER.connect("query.time-zone=Asia/Tokyo&user=ann&password=secret")) {
            assertThat(WireServer.single(connection, "SHOW query.time-zone").toString())
                    .contains("query.time-zone");
            assertThat(WireServer.single(connection, "SELECT current_user()")).isEqualTo("ann");
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> SERVER.connect("no.such.option=1"))
                .matches(e -> e.getSQLState().equals("42704"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:thresher:localhost",
                "jdbc:thresher://",
                "jdbc:thresher://h:x",
                "jdbc:thresher://h:70000",
                "jdbc:thresher://h?=1"
            })
    void badUrlsAreExplained(String url) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url))
                .matches(e -> e.getSQLState().equals("08001"))
                .withMessageContaining("jdbc:thresher://host:port");
    }

    @Test
    void nobodyListening() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection("jdbc:thresher://127.0.0.1:1"))
                .matches(e -> e.getSQLState().equals("08001"))
                .withMessageContaining("127.0.0.1:1");
    }

    @Test
    void validityIsAskedOfTheServer() throws SQLException {
        Connection connection = SERVER.connect();
        assertThat(connection.isValid(5)).isTrue();
        connection.close();
        assertThat(connection.isValid(5)).isFalse();
        assertThat(connection.isClosed()).isTrue();
        connection.close();
        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::createStatement);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.isValid(-1));
    }
}
