package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that do not play by the rules keep nothing and take nothing from others. */
@Timeout(120)
class MisuseTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static String json(String message) throws IOException {
        HttpURLConnection call = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + SERVER.port() + "/").toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        try (OutputStream body = call.getOutputStream()) {
            body.write(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream answer = call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void executionsAtOnceOnOneStatementLeaveNone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String id = "connection-" + round;
                json("{'request':'openConnection','connectionId':'" + id + "','info':{}}");
                json("{'request':'createStatement','connectionId':'" + id + "'}");
                List<Future<String>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(threads.submit(() -> json("{'request':'prepareAndExecute','connectionId':'" + id
                            + "','statementId':0,'sql':'SELECT * FROM (" + WireServer.numbers(500)
                            + ") AS t (i)','maxRowsInFirstFrame':10,'maxRowCount':-1}")));
                }
                for (Future<String> answer : answers) {
                    assertThat(answer.get()).doesNotContain("XX000");
                }
                json("{'request':'closeConnection','connectionId':'" + id + "'}");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(SERVER.runningQueries()).isZero();
    }

    @Test
    void anOpenConnectionIsNotOpenedAgain() throws IOException, SQLException {
        json("{'request':'openConnection','connectionId':'taken','info':{}}");
        assertThat(json("{'request':'openConnection','connectionId':'taken','info':{'thresher.no.such':'1'}}"))
                .contains("08P01");
        assertThat(json("{'request':'createStatement','connectionId':'taken'}")).contains("statementId");
        json("{'request':'closeConnection','connectionId':'taken'}");
    }

    @Test
    void openResultsOfOneConnectionAreLimited() throws SQLException {
        try (Connection greedy = SERVER.connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            greedy.createStatement()
                                    .executeQuery("SELECT * FROM (" + WireServer.numbers(600) + ") AS t (i)");
                        }
                    })
                    .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("53400"));
            assertThat(SERVER.single("SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void metadataResultsNeedNotBeClosed() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            for (int i = 0; i < 1100; i++) {
                assertThat(connection.getMetaData().getSchemas().next()).isTrue();
            }
        }
    }

    @Test
    void aStatementWithoutTextIsASyntaxError() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(""))
                    .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("42601"));
        }
    }

    @Test
    void badValuesAreWarnedOf() throws SQLException, IOException {
        Path file = SERVER.dataDir().resolve("bad.csv");
        Files.writeString(file, "a,b\n1,2\nx,3\ny,5\n");
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE EXTERNAL TABLE bad (a INTEGER, b INTEGER) STORED AS CSV LOCATION '"
                    + file + "' TBLPROPERTIES ('on_error' = 'null')");
            assertThat(statement.getWarnings() == null).isTrue();
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(a), COUNT(b) FROM bad")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(rows.getInt(2)).isEqualTo(3);
            }
            SQLWarning warning = statement.getWarnings();
            assertThat(warning.getMessage()).contains("Values made NULL").endsWith(": 2");
            assertThat(warning.getSQLState()).isEqualTo("01000");
        }
    }
}
