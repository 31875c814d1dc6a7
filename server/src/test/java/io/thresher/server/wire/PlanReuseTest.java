package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A statement that is run again answers from the catalog and the files as they are then, though its plan may be an earlier one's. */
class PlanReuseTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                row.append(rows.getMetaData().getColumnName(c))
                        .append('=')
                        .append(rows.getObject(c))
                        .append(' ');
            }
            all.add(row.toString().trim());
        }
        return all;
    }

    private static Path write(String name, String text, int second) throws IOException {
        Path file = SERVER.dataDir().resolve(name);
        Files.writeString(file, text);
        // Two versions of a file differ in time or length; a test is faster than the clock of some file systems.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(second)));
        return file;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void ofAFileThatHasOtherColumnsNow() throws SQLException, IOException {
        try (Connection connection = SERVER.connect()) {
            Path file = write("reuse.csv", "a,b\n1,x\n", 1);
            String sql = "SELECT * FROM '" + file + "'";
            assertThat(rows(connection, sql)).containsExactly("a=1 b=x");
            assertThat(rows(connection, sql)).containsExactly("a=1 b=x");
            write("reuse.csv", "b,c\n2.5,y\n", 2);
            assertThat(rows(connection, sql)).containsExactly("b=2.5 c=y");
            Files.delete(file);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, sql))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("58P01"));
        }
    }

    @Test
    void ofAFolderThatHasMoreFilesNow() throws SQLException, IOException {
        Path folder = Files.createDirectories(SERVER.dataDir().resolve("reuse"));
        write("reuse/one.csv", "a\n1\n", 1);
        Files.deleteIfExists(folder.resolve("two.csv"));
        try (Connection connection = SERVER.connect()) {
            String sql = "SELECT sum(a) AS s, count(*) AS n FROM '" + folder + "'";
            assertThat(rows(connection, sql)).containsExactly("s=1 n=1");
            write("reuse/two.csv", "a\n2\n", 1);
            assertThat(rows(connection, sql)).containsExactly("s=3 n=2");
        }
    }

    @Test
    void ofATableThatWasMadeAnew() throws SQLException, IOException {
        Path one = write("reuse-one.csv", "a\n1\n", 1);
        Path two = write("reuse-two.csv", "a\ntwo\n", 1);
        String create = "CREATE OR REPLACE EXTERNAL TABLE reused STORED AS CSV LOCATION '";
        try (Connection connection = SERVER.connect()) {
            execute(connection, create + one + "' TBLPROPERTIES ('header'='true')");
            String sql = "SELECT a FROM reused";
            assertThat(rows(connection, sql)).containsExactly("a=1");
            execute(connection, create + two + "' TBLPROPERTIES ('header'='true')");
            assertThat(rows(connection, sql)).containsExactly("a=two");
            execute(connection, "DROP TABLE reused");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, sql))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
            execute(connection, create + one + "' TBLPROPERTIES ('header'='true')");
            assertThat(rows(connection, sql)).containsExactly("a=1");
            execute(connection, "DROP TABLE reused");
        }
    }

    @Test
    void inAnotherSchema() throws SQLException, IOException {
        Path one = write("reuse-one.csv", "a\n1\n", 1);
        Path two = write("reuse-two.csv", "a\ntwo\n", 1);
        try (Connection connection = SERVER.connect()) {
            execute(connection, "CREATE SCHEMA IF NOT EXISTS elsewhere");
            execute(connection, "CREATE OR REPLACE EXTERNAL TABLE t STORED AS CSV LOCATION '" + one + "'");
            execute(connection, "CREATE OR REPLACE EXTERNAL TABLE elsewhere.t STORED AS CSV LOCATION '" + two + "'");
            assertThat(rows(connection, "SELECT a FROM t")).containsExactly("a=1");
            execute(connection, "USE elsewhere");
            assertThat(rows(connection, "SELECT a FROM t")).containsExactly("a=two");
        }
    }

    @Test
    void withOtherParameters() throws SQLException {
        try (Connection connection = SERVER.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT x FROM (VALUES (1), (2), (3)) AS t (x) WHERE x > ?")) {
            for (int bound : new int[] {1, 2, 1}) {
                statement.setInt(1, bound);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows(rows)).hasSize(3 - bound);
                }
            }
        }
    }

    @Test
    void thatAsksForTheTime() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            String sql = "SELECT current_timestamp AS now";
            List<String> first = rows(connection, sql);
            List<String> second = rows(connection, sql);
            for (int i = 0; i < 1000 && second.equals(first); i++) {
                second = rows(connection, sql);
            }
            assertThat(second).isNotEqualTo(first);
        }
    }
}
