package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results longer than the first frame: our driver's own form of rows against Avatica's, which JSON connections use. */
class FrameFetchTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final String NUMBERS = "WITH d(i) AS (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),"
            + " n(i) AS (SELECT a.i + 10 * b.i + 100 * c.i + 1000 * e.i FROM d a, d b, d c, d e) ";

    private static final String ALL_TYPES = NUMBERS + "SELECT i,"
            + " CASE WHEN MOD(i, 3) = 0 THEN i > 500 END,"
            + " CAST(MOD(i, 100) - 50 AS TINYINT), CAST(NULLIF(i, 300) - 5000 AS SMALLINT),"
            + " CAST(i AS BIGINT) * 1000000007 * CASE WHEN MOD(i, 2) = 0 THEN -1 ELSE 1 END,"
            + " CAST(NULLIF(MOD(i, 7), 3) AS REAL) / 3, CAST(i AS DOUBLE) / 7,"
            + " CAST(i - 5000 AS DECIMAL(12, 3)) / 8, CAST(NULLIF(i, 5) - 5000 AS DECIMAL(38, 10)) * 12345678901234567,"
            + " DATE '1969-12-25' + INTERVAL '1' DAY * i,"
            + " TIME '00:00:00.000001' + INTERVAL '1' SECOND * i,"
            + " TIMESTAMP '1969-12-31 23:59:59.123456' + INTERVAL '1' HOUR * NULLIF(i, 7),"
            + " CAST(TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '1' HOUR * i AS TIMESTAMP WITH TIME ZONE),"
            + " INTERVAL '1' MONTH * NULLIF(i, 9), INTERVAL '1' SECOND * i,"
            + " CASE MOD(i, 4) WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'größer ' || CAST(i AS VARCHAR)"
            + "  ELSE 'a text that is longer than twelve bytes ' || CAST(i AS VARCHAR) END,"
            + " CASE WHEN MOD(i, 5) > 0 THEN from_hex(LPAD(to_hex(i), 8, '0')) END,"
            + " NULL"
            + " FROM n WHERE i < 3000 ORDER BY i";

    private static List<List<@Nullable Object>> rows(String settings, int fetchSize, String sql) throws SQLException {
        List<List<@Nullable Object>> result = new ArrayList<>();
        try (Connection connection = SERVER.connect(settings);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery(sql)) {
                int columnCount = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int column = 1; column <= columnCount; column++) {
                        Object value = rows.getObject(column);
                        row.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
                        row.add(rows.getString(column));
                    }
                    result.add(row);
                }
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 256, 1023, 8192, 100_000})
    void bringsTheValuesThatAvaticasMessagesBring(int fetchSize) throws SQLException {
        List<List<@Nullable Object>> expected = rows("serialization=json", 1000, ALL_TYPES);
        assertThat(expected).hasSize(3000);
        assertThat(rows("", fetchSize, ALL_TYPES)).isEqualTo(expected);
    }

    @Test
    void dividesWideRows() throws SQLException {
        List<List<@Nullable Object>> rows =
                rows("", 8192, NUMBERS + "SELECT i, REPEAT('x', 100000) FROM n WHERE i < 1000 ORDER BY i");
        assertThat(rows).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(rows.get(i).get(0)).isEqualTo(i);
            assertThat((String) rows.get(i).get(2)).hasSize(100_000);
        }
    }

    @Test
    void bringsNoMoreThanTheRowsAskedFor() throws SQLException {
        try (Connection connection = SERVER.connect("");
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(1500);
            try (ResultSet rows = statement.executeQuery(NUMBERS + "SELECT i FROM n")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(1500);
            }
        }
    }

    @Test
    void bringsTheErrorOfALaterRow() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rows("", 100, NUMBERS + "SELECT 1 / (i - 9000) FROM n"))
                .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("22012"));
    }
}
