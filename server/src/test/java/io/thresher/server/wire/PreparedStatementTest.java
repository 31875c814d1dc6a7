package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of every type, and what a prepared statement knows before it runs. */
class PreparedStatementTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private interface Setter {
        void on(PreparedStatement statement) throws SQLException;
    }

    private interface Check {
        void on(ResultSet row) throws SQLException;
    }

    /** Sends one parameter and reads it back, cast to a type. */
    private static void echo(Connection connection, String type, Setter setter, Check check) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS " + type + ") AS v")) {
            setter.on(statement);
            for (int run = 0; run < 2; run++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    check.on(rows);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void numbers(String serialization) throws SQLException {
        try (Connection connection = SERVER.connect("serialization=" + serialization)) {
            echo(
                    connection,
                    "TINYINT",
                    s -> s.setByte(1, (byte) -5),
                    r -> assertThat(r.getByte(1)).isEqualTo((byte) -5));
            echo(
                    connection,
                    "SMALLINT",
                    s -> s.setShort(1, (short) 300),
                    r -> assertThat(r.getShort(1)).isEqualTo((short) 300));
            echo(
                    connection,
                    "INTEGER",
                    s -> s.setInt(1, Integer.MIN_VALUE),
                    r -> assertThat(r.getInt(1)).isEqualTo(Integer.MIN_VALUE));
            echo(
                    connection,
                    "BIGINT",
                    s -> s.setLong(1, Long.MAX_VALUE),
                    r -> assertThat(r.getLong(1)).isEqualTo(Long.MAX_VALUE));
            echo(
                    connection,
                    "BIGINT",
                    s -> s.setLong(1, Long.MIN_VALUE),
                    r -> assertThat(r.getLong(1)).isEqualTo(Long.MIN_VALUE));
            echo(
                    connection,
                    "REAL",
                    s -> s.setFloat(1, 0.1f),
                    r -> assertThat(r.getFloat(1)).isEqualTo(0.1f));
            echo(
                    connection,
                    "DOUBLE",
                    s -> s.setDouble(1, 0.1),
                    r -> assertThat(r.getDouble(1)).isEqualTo(0.1));
            // Avatica's JSON has no such numbers as parameters.
            if (serialization.equals("protobuf")) {
                echo(
                        connection,
                        "DOUBLE",
                        s -> s.setDouble(1, Double.NaN),
                        r -> assertThat(r.getDouble(1)).isNaN());
            }
            BigDecimal wide = new BigDecimal("-1234567890123456789012345678901234.5678");
            echo(
                    connection,
                    "DECIMAL(38, 4)",
                    s -> s.setBigDecimal(1, wide),
                    r -> assertThat(r.getBigDecimal(1)).isEqualTo(wide));
            echo(
                    connection,
                    "DECIMAL(10, 2)",
                    s -> s.setObject(1, new BigDecimal("1.50"), Types.DECIMAL),
                    r -> assertThat(r.getString(1)).isEqualTo("1.50"));
            echo(
                    connection,
                    "INTEGER",
                    s -> s.setObject(1, "17", Types.INTEGER),
                    r -> assertThat(r.getInt(1)).isEqualTo(17));
            echo(
                    connection,
                    "BOOLEAN",
                    s -> s.setBoolean(1, true),
                    r -> assertThat(r.getBoolean(1)).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void textAndBytes(String serialization) throws SQLException {
        byte[] bytes = {0, 1, -1, 127, -128};
        try (Connection connection = SERVER.connect("serialization=" + serialization)) {
            echo(
                    connection,
                    "VARCHAR",
                    s -> s.setString(1, "it's 東京 ?"),
                    r -> assertThat(r.getString(1)).isEqualTo("it's 東京 ?"));
            echo(
                    connection,
                    "VARCHAR",
                    s -> s.setString(1, ""),
                    r -> assertThat(r.getString(1)).isEmpty());
            echo(
                    connection,
                    "VARCHAR",
                    s -> s.setCharacterStream(1, new StringReader("read")),
                    r -> assertThat(r.getString(1)).isEqualTo("read"));
            echo(
                    connection,
                    "VARBINARY",
                    s -> s.setBytes(1, bytes),
                    r -> assertThat(r.getBytes(1)).isEqualTo(bytes));
            echo(
                    connection,
                    "VARBINARY",
                    s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 3),
                    r -> assertThat(r.getBytes(1)).containsExactly(0, 1, 255));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void datesAndTimesToTheMicrosecond(String serialization) throws SQLException {
        LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);
        LocalDateTime old = LocalDateTime.of(1883, 11, 18, 12, 0, 0, 1000);
        try (Connection connection = SERVER.connect("serialization=" + serialization)) {
            echo(
                    connection,
                    "DATE",
                    s -> s.setDate(1, Date.valueOf("2024-02-29")),
                    r -> assertThat(r.getString(1)).isEqualTo("2024-02-29"));
            echo(
                    connection,
                    "DATE",
                    s -> s.setObject(1, LocalDate.of(1, 1, 1)),
                    r -> assertThat(r.getString(1)).isEqualTo("0001-01-01"));
            echo(
                    connection,
                    "TIME",
                    s -> s.setTime(1, Time.valueOf("23:59:58")),
                    r -> assertThat(r.getTime(1)).hasToString("23:59:58"));
            echo(
                    connection,
                    "TIME",
                    s -> s.setObject(1, LocalTime.of(1, 2, 3, 456_789_000)),
                    r -> assertThat(r.getString(1)).isEqualTo("01:02:03.456789"));
            echo(
                    connection,
                    "TIMESTAMP",
                    s -> s.setTimestamp(1, Timestamp.valueOf(moment)),
                    r -> assertThat(r.getTimestamp(1)).isEqualTo(Timestamp.valueOf(moment)));
            echo(
                    connection,
                    "TIMESTAMP",
                    s -> s.setObject(1, old),
                    r -> assertThat(r.getObject(1, LocalDateTime.class)).isEqualTo(old));
            Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
            Timestamp instant = Timestamp.from(java.time.Instant.parse("2024-01-01T00:00:00.000001Z"));
            echo(connection, "TIMESTAMP", s -> s.setTimestamp(1, instant, tokyo), r -> {
                assertThat(r.getString(1)).isEqualTo("2024-01-01 09:00:00.000001");
                assertThat(r.getTimestamp(1, tokyo)).isEqualTo(instant);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void nullsOfEveryKind(String serialization) throws SQLException {
        try (Connection connection = SERVER.connect("serialization=" + serialization)) {
            for (String type :
                    new String[] {"INTEGER", "VARCHAR", "DATE", "TIMESTAMP", "DECIMAL(20, 2)", "BOOLEAN", "VARBINARY"
                    }) {
                echo(
                        connection,
                        type,
                        s -> s.setNull(1, Types.NULL),
                        r -> assertThat(r.getObject(1)).isNull());
                echo(
                        connection,
                        type,
                        s -> s.setObject(1, null),
                        r -> assertThat(r.getObject(1)).isNull());
            }
            echo(
                    connection,
                    "VARCHAR",
                    s -> s.setString(1, null),
                    r -> assertThat(r.getString(1)).isNull());
            echo(
                    connection,
                    "TIMESTAMP",
                    s -> s.setTimestamp(1, null),
                    r -> assertThat(r.getTimestamp(1)).isNull());
            echo(
                    connection,
                    "DECIMAL(9, 2)",
                    s -> s.setBigDecimal(1, null),
                    r -> assertThat(r.getBigDecimal(1)).isNull());
        }
    }

    @Test
    void metadataIsKnownBeforeExecution() throws SQLException {
        String sql =
                "SELECT a + CAST(? AS INTEGER) AS total, b FROM (VALUES (1, 'x')) AS t (a, b) WHERE b = ? AND a = ?";
        try (Connection connection = SERVER.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metaData = statement.getMetaData();
            assertThat(metaData.getColumnCount()).isEqualTo(2);
            assertThat(metaData.getColumnLabel(1)).isEqualToIgnoringCase("total");
            assertThat(metaData.getColumnType(1)).isEqualTo(Types.INTEGER);
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(3);
            assertThat(parameters.getParameterType(3)).isEqualTo(Types.INTEGER);
            assertThat(parameters.getParameterTypeName(1)).isEqualTo("INTEGER");
            statement.setInt(1, 10);
            statement.setString(2, "x");
            statement.setInt(3, 1);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(11);
            }
            statement.setString(2, "y");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void aMissingParameterIsAnError() throws SQLException {
        try (Connection connection = SERVER.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS INTEGER)")) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeQuery);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.setInt(2, 1));
            statement.setInt(1, 5);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void aSyntaxErrorShowsWhenTheStatementIsPrepared() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connection.prepareStatement("SELEC 1"))
                    .matches(e -> e.getSQLState().equals("42601"));
        }
    }

    @Test
    void maxRowsHoldsForPreparedStatements() throws SQLException {
        try (Connection connection = SERVER.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM (" + WireServer.numbers(50) + ") AS t (a)")) {
            statement.setMaxRows(7);
            for (int run = 0; run < 2; run++) {
                try (ResultSet rows = statement.executeQuery()) {
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    assertThat(count).isEqualTo(7);
                }
            }
        }
    }
}
