package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every getter on every type. */
class ResultSetTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private interface Check {
        void on(ResultSet row) throws SQLException;
    }

    private static void row(String sql, Check check) throws SQLException {
        row("", sql, check);
    }

    private static void row(String settings, String sql, Check check) throws SQLException {
        try (Connection connection = SERVER.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            check.on(rows);
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void wholeNumbers(String serialization) throws SQLException {
        row(
                "serialization=" + serialization,
                "SELECT CAST(-7 AS TINYINT) AS a, CAST(-30000 AS SMALLINT) AS b, 2147483647 AS c,"
                        + " CAST('-9223372036854775808' AS BIGINT) AS d, CAST(5 AS BIGINT) AS e",
                row -> {
                    assertThat(row.getByte(1)).isEqualTo((byte) -7);
                    assertThat(row.getInt("A")).isEqualTo(-7);
                    assertThat(row.getShort(2)).isEqualTo((short) -30000);
                    assertThat(row.getLong(3)).isEqualTo(Integer.MAX_VALUE);
                    assertThat(row.getInt("c")).isEqualTo(Integer.MAX_VALUE);
                    assertThat(row.getLong(4)).isEqualTo(Long.MIN_VALUE);
                    assertThat(row.getBigDecimal(4)).isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
                    assertThat(row.getString(4)).isEqualTo("-9223372036854775808");
                    assertThat(row.getObject(4)).isEqualTo(Long.MIN_VALUE);
                    assertThat(row.getObject(5, Integer.class)).isEqualTo(5);
                    assertThat(row.getObject(5, String.class)).isEqualTo("5");
                    assertThat(row.getDouble(5)).isEqualTo(5.0);
                    assertThat(row.getBoolean(5)).isTrue();
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> row.getInt(4))
                            .matches(e -> e.getSQLState().equals("22003"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void decimals(String serialization) throws SQLException {
        String wide = "12345678901234567890123456789012345.678";
        row(
                "serialization=" + serialization,
                "SELECT CAST('" + wide
                        + "' AS DECIMAL(38, 3)), CAST(-1.50 AS DECIMAL(5, 2)), CAST(12 AS DECIMAL(18, 0))",
                row -> {
                    assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal(wide));
                    assertThat(row.getString(1)).isEqualTo(wide);
                    assertThat(row.getBigDecimal(2)).isEqualTo(new BigDecimal("-1.50"));
                    assertThat(row.getObject(2)).isEqualTo(new BigDecimal("-1.50"));
                    assertThat(row.getDouble(2)).isEqualTo(-1.5);
                    assertThat(row.getInt(2)).isEqualTo(-1);
                    assertThat(row.getLong(3)).isEqualTo(12);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void floatingPointAndBooleans(String serialization) throws SQLException {
        row(
                "serialization=" + serialization,
                "SELECT CAST(1.5 AS REAL), CAST(0.1 AS DOUBLE), CAST('NaN' AS DOUBLE), TRUE, 1 = 2, CAST('-Infinity' AS REAL)",
                row -> {
                    assertThat(row.getFloat(1)).isEqualTo(1.5f);
                    assertThat(row.getObject(1)).isEqualTo(1.5f);
                    assertThat(row.getDouble(2)).isEqualTo(0.1);
                    assertThat(row.getBigDecimal(2)).isEqualTo(new BigDecimal("0.1"));
                    assertThat(row.getDouble(3)).isNaN();
                    assertThat(row.getBoolean(4)).isTrue();
                    assertThat(row.getObject(4)).isEqualTo(true);
                    assertThat(row.getBoolean(5)).isFalse();
                    assertThat(row.getInt(4)).isEqualTo(1);
                    assertThat(row.getFloat(6)).isEqualTo(Float.NEGATIVE_INFINITY);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void textAndBytes(String serialization) throws SQLException {
        row(
                "serialization=" + serialization,
                "SELECT 'größer 東京 😀', '', CAST('ab' AS CHAR(4)), X'00ff10', '42', 'it''s'",
                row -> {
                    assertThat(row.getString(1)).isEqualTo("größer 東京 😀");
                    assertThat(row.getObject(1)).isEqualTo("größer 東京 😀");
                    assertThat(row.getString(2)).isEmpty();
                    assertThat(row.wasNull()).isFalse();
                    assertThat(row.getString(3)).startsWith("ab");
                    assertThat(row.getBytes(4)).containsExactly(0, 0xff, 0x10);
                    assertThat(row.getObject(4)).isEqualTo(new byte[] {0, (byte) 0xff, 0x10});
                    assertThat(row.getString(4)).isEqualTo("\\x00ff10");
                    assertThat(row.getBinaryStream(4)).hasBinaryContent(new byte[] {0, (byte) 0xff, 0x10});
                    assertThat(row.getInt(5)).isEqualTo(42);
                    assertThat(row.getBigDecimal(5)).isEqualTo(new BigDecimal("42"));
                    assertThat(row.getBytes(6)).isEqualTo("it's".getBytes(StandardCharsets.UTF_8));
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> row.getInt(6))
                            .matches(e -> e.getSQLState().equals("22018"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void datesAndTimes(String serialization) throws SQLException {
        row(
                "serialization=" + serialization,
                "SELECT DATE '2024-02-29', TIME '23:59:58.123456', TIMESTAMP '2024-02-29 01:02:03.654321',"
                        + " DATE '1582-10-04', TIMESTAMP '1969-12-31 23:59:59.999999', DATE '0001-01-01'",
                row -> {
                    LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 654_321_000);
                    assertThat(row.getDate(1)).isEqualTo(Date.valueOf("2024-02-29"));
                    assertThat(row.getObject(1)).isEqualTo(Date.valueOf("2024-02-29"));
                    assertThat(row.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(2024, 2, 29));
                    assertThat(row.getString(1)).isEqualTo("2024-02-29");
                    assertThat(row.getTime(2)).hasToString("23:59:58");
                    assertThat(row.getObject(2, LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 58, 123_456_000));
                    assertThat(row.getString(2)).isEqualTo("23:59:58.123456");
                    assertThat(row.getObject(2)).isInstanceOf(Time.class);
                    assertThat(row.getTimestamp(3)).isEqualTo(Timestamp.valueOf(moment));
                    assertThat(row.getObject(3)).isEqualTo(Timestamp.valueOf(moment));
                    assertThat(row.getObject(3, LocalDateTime.class)).isEqualTo(moment);
                    assertThat(row.getString(3)).isEqualTo("2024-02-29 01:02:03.654321");
                    assertThat(row.getDate(3)).isEqualTo(Date.valueOf("2024-02-29"));
                    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
                    assertThat(row.getTimestamp(3, tokyo).toInstant())
                            .isEqualTo(Instant.parse("2024-02-28T16:02:03.654321Z"));
                    assertThat(row.getObject(4, LocalDate.class)).isEqualTo(LocalDate.of(1582, 10, 4));
                    assertThat(row.getString(4)).isEqualTo("1582-10-04");
                    assertThat(row.getTimestamp(5)).hasToString("1969-12-31 23:59:59.999999");
                    assertThat(row.getObject(6, LocalDate.class)).isEqualTo(LocalDate.of(1, 1, 1));
                    assertThat(row.getDate(6)).hasToString("0001-01-01");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void instantsAndIntervals(String serialization) throws SQLException {
        row(
                "serialization=" + serialization + "&query.time-zone=America/New_York",
                "SELECT CAST('2024-07-01 12:00:00.5+02' AS TIMESTAMP WITH TIME ZONE), INTERVAL '3' MONTH, INTERVAL '90' MINUTE",
                row -> {
                    Instant instant = Instant.parse("2024-07-01T10:00:00.5Z");
                    assertThat(row.getTimestamp(1).toInstant()).isEqualTo(instant);
                    assertThat(row.getObject(1, OffsetDateTime.class).toInstant())
                            .isEqualTo(instant);
                    assertThat(row.getObject(1, Instant.class)).isEqualTo(instant);
                    assertThat(row.getString(1)).isEqualTo("2024-07-01 06:00:00.5-04");
                    assertThat(row.getObject(1)).isEqualTo(OffsetDateTime.parse("2024-07-01T06:00:00.5-04:00"));
                    assertThat(row.getString(2)).isEqualTo("3 mons");
                    assertThat(row.getString(3)).isEqualTo("01:30:00");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void nulls(String serialization) throws SQLException {
        row(
                "serialization=" + serialization,
                "SELECT CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR), CAST(NULL AS TIMESTAMP), CAST(NULL AS DECIMAL(30, 2)),"
                        + " CAST(NULL AS BOOLEAN), CAST(NULL AS DATE), CAST(NULL AS DOUBLE), CAST(NULL AS VARBINARY), NULL,"
                        + " CAST(NULL AS TIME), CAST(NULL AS TIMESTAMP WITH TIME ZONE), 1",
                row -> {
                    assertThat(row.getInt(1)).isZero();
                    assertThat(row.wasNull()).isTrue();
                    assertThat(row.getInt(12)).isOne();
                    assertThat(row.wasNull()).isFalse();
                    for (int column = 1; column <= 11; column++) {
                        assertThat(row.getObject(column))
                                .as("column %s", column)
                                .isNull();
                        assertThat(row.wasNull()).isTrue();
                        assertThat(row.getString(column)).isNull();
                    }
                    assertThat(row.getTimestamp(3)).isNull();
                    assertThat(row.getObject(3, LocalDateTime.class)).isNull();
                    assertThat(row.getBigDecimal(4)).isNull();
                    assertThat(row.getBoolean(5)).isFalse();
                    assertThat(row.getDate(6)).isNull();
                    assertThat(row.getDouble(7)).isZero();
                    assertThat(row.getBytes(8)).isNull();
                });
    }

    @Test
    void metadataNamesTheClassesThatGetObjectAnswers() throws SQLException {
        row(
                "SELECT CAST(1 AS TINYINT) AS a, CAST(1 AS SMALLINT), 1, CAST(1 AS BIGINT), CAST(1 AS DECIMAL(30, 2)), CAST(1 AS REAL),"
                        + " CAST(1 AS DOUBLE), TRUE, 'x', X'01', DATE '2024-01-01', TIME '01:02:03', TIMESTAMP '2024-01-01 00:00:00',"
                        + " CAST('2024-01-01 00:00:00+00' AS TIMESTAMP WITH TIME ZONE)",
                row -> {
                    ResultSetMetaData metaData = row.getMetaData();
                    for (int column = 1; column <= metaData.getColumnCount(); column++) {
                        assertThat(row.getObject(column).getClass().getName())
                                .as(metaData.getColumnTypeName(column))
                                .isEqualTo(metaData.getColumnClassName(column));
                    }
                    assertThat(metaData.getColumnLabel(1)).isEqualToIgnoringCase("a");
                    assertThat(metaData.getColumnType(3)).isEqualTo(Types.INTEGER);
                    assertThat(metaData.getColumnTypeName(5)).isEqualTo("DECIMAL");
                    assertThat(metaData.getPrecision(5)).isEqualTo(30);
                    assertThat(metaData.getScale(5)).isEqualTo(2);
                    assertThat(metaData.isSigned(4)).isTrue();
                    assertThat(metaData.getColumnType(13)).isEqualTo(Types.TIMESTAMP);
                    assertThat(metaData.getColumnType(14)).isEqualTo(Types.TIMESTAMP_WITH_TIMEZONE);
                });
    }

    @Test
    void manyRowsArriveInOrderOverFrames() throws SQLException {
        String sql = "SELECT a.i * 1000 + b.i AS n FROM (" + WireServer.numbers(100) + ") AS a (i) CROSS JOIN ("
                + WireServer.numbers(1000) + ") AS b (i) ORDER BY n";
        for (int fetchSize : new int[] {1000, 4096, 50_000}) {
            try (Connection connection = SERVER.connect();
                    Statement statement = connection.createStatement()) {
                statement.setFetchSize(fetchSize);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    for (int i = 0; i < 100_000; i++) {
                        assertThat(rows.next()).isTrue();
                        int expected = (i / 1000 + 1) * 1000 + i % 1000 + 1;
                        if (rows.getInt(1) != expected) {
                            assertThat(rows.getInt(1)).as("row %s", i).isEqualTo(expected);
                        }
                    }
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }
}
