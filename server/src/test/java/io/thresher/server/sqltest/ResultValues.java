package io.thresher.server.sqltest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JDBC results into values that do not depend on the driver: Boolean, Long, BigDecimal, Float, Double, String,
 * LocalDate, LocalTime, LocalDateTime, OffsetDateTime, and hexadecimal text for bytes.
 */
public final class ResultValues {
    private ResultValues() {}

    /** All rows from the cursor's place to the end. */
    public static List<List<@Nullable Object>> readAll(ResultSet results) throws SQLException {
        ResultSetMetaData metaData = results.getMetaData();
        int columnCount = metaData.getColumnCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (results.next()) {
            List<@Nullable Object> row = new ArrayList<>(columnCount);
            for (int column = 1; column <= columnCount; column++) {
                row.add(read(results, column, metaData.getColumnType(column)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object read(ResultSet results, int column, int jdbcType) throws SQLException {
        // Some drivers cut times to milliseconds in their Java objects; their text keeps all digits.
        if (jdbcType == Types.TIMESTAMP) {
            return timestamp(results, column);
        }
        if (jdbcType == Types.TIME) {
            String text = results.getString(column);
            return text == null ? null : LocalTime.parse(text);
        }
        return canonical(results.getObject(column));
    }

    private static @Nullable Object timestamp(ResultSet results, int column) throws SQLException {
        String text = results.getString(column);
        if (text == null) {
            return null;
        }
        try {
            return Timestamp.valueOf(text.replace('T', ' ')).toLocalDateTime();
        } catch (IllegalArgumentException e) {
            return canonical(results.getObject(column));
        }
    }

    /** The driver-independent form of a value; null stays null. */
    public static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Time time) {
            return LocalTime.ofNanoOfDay(Math.floorMod(time.getTime(), 86_400_000L) * 1_000_000L);
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof java.sql.Blob blob) {
            return blobText(blob);
        }
        if (value instanceof Boolean
                || value instanceof Number
                || value instanceof java.time.temporal.Temporal
                || value == null) {
            return value;
        }
        return value.toString();
    }

    private static String blobText(java.sql.Blob blob) {
        try {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } catch (SQLException e) {
            throw new IllegalStateException("Blob cannot be read", e);
        }
    }
}
