package io.thresher.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.UUID;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Values of parameters as they are sent. Dates, times and timestamps go without a zone; times and timestamps in microseconds, which
 * Avatica's own form has no room for: a timestamp as JAVA_SQL_TIMESTAMP, a time of day as JAVA_UTIL_DATE. The server knows by the
 * connection's property {@code thresher_driver} that they come like this.
 */
final class ParameterValues {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private ParameterValues() {}

    static TypedValue date(java.util.@Nullable Date value, @Nullable Calendar calendar) {
        return value == null
                ? TypedValue.EXPLICIT_NULL
                : date(TemporalConversions.fromJdbc(value, calendar).toLocalDate());
    }

    private static TypedValue date(LocalDate value) {
        return TypedValue.ofSerial(Rep.JAVA_SQL_DATE, (int) value.toEpochDay());
    }

    static TypedValue time(@Nullable Time value, @Nullable Calendar calendar) {
        return value == null
                ? TypedValue.EXPLICIT_NULL
                : time(TemporalConversions.fromJdbc(value, calendar).toLocalTime());
    }

    private static TypedValue time(LocalTime value) {
        return TypedValue.ofSerial(Rep.JAVA_UTIL_DATE, value.toNanoOfDay() / 1000);
    }

    static TypedValue timestamp(java.util.@Nullable Date value, @Nullable Calendar calendar) {
        return value == null ? TypedValue.EXPLICIT_NULL : timestamp(TemporalConversions.fromJdbc(value, calendar));
    }

    private static TypedValue timestamp(LocalDateTime value) {
        long micros = ChronoUnit.MICROS.between(EPOCH, value);
        return TypedValue.ofSerial(Rep.JAVA_SQL_TIMESTAMP, micros);
    }

    private static TypedValue text(String value) {
        return TypedValue.ofSerial(Rep.STRING, value);
    }

    /** Any object that JDBC can set, by its class. */
    static TypedValue of(@Nullable Object value, Calendar calendar) throws SQLException {
        if (value == null) {
            return TypedValue.EXPLICIT_NULL;
        } else if (value instanceof LocalDate) {
            return date((LocalDate) value);
        } else if (value instanceof LocalTime) {
            return time((LocalTime) value);
        } else if (value instanceof LocalDateTime) {
            return timestamp((LocalDateTime) value);
        } else if (value instanceof OffsetDateTime) {
            return text(Conversions.ZONED_TEXT.format((OffsetDateTime) value));
        } else if (value instanceof ZonedDateTime) {
            return text(Conversions.ZONED_TEXT.format((ZonedDateTime) value));
        } else if (value instanceof Instant) {
            return text(Conversions.ZONED_TEXT.format(((Instant) value).atOffset(ZoneOffset.UTC)));
        } else if (value instanceof java.sql.Date) {
            return date((java.sql.Date) value, calendar);
        } else if (value instanceof Time) {
            return time((Time) value, calendar);
        } else if (value instanceof java.util.Date) {
            return timestamp((java.util.Date) value, calendar);
        } else if (value instanceof BigInteger) {
            return TypedValue.ofJdbc(Rep.NUMBER, new BigDecimal((BigInteger) value), calendar);
        } else if (value instanceof UUID || value instanceof Character || value instanceof Enum) {
            return text(value.toString());
        } else if (value instanceof Reader) {
            return text(text((Reader) value));
        } else if (value instanceof InputStream) {
            return bytes((InputStream) value, Long.MAX_VALUE);
        } else if (isPlain(value)) {
            return TypedValue.ofJdbc(value, calendar);
        }
        throw new SQLFeatureNotSupportedException(
                "Parameter class not supported: " + value.getClass().getName(), "0A000");
    }

    private static boolean isPlain(Object value) {
        return value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof String
                || value instanceof byte[];
    }

    /** An object as the given one of {@link Types}. */
    static TypedValue of(@Nullable Object value, int jdbcType, Calendar calendar) throws SQLException {
        if (value == null || jdbcType == Types.NULL) {
            return TypedValue.EXPLICIT_NULL;
        }
        switch (jdbcType) {
            case Types.BIT:
            case Types.BOOLEAN:
                return TypedValue.ofSerial(Rep.BOOLEAN, Conversions.toBoolean(value));
            case Types.TINYINT:
                return TypedValue.ofSerial(Rep.BYTE, (byte) Conversions.toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case Types.SMALLINT:
                return TypedValue.ofSerial(
                        Rep.SHORT, (short) Conversions.toLong(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case Types.INTEGER:
                return TypedValue.ofSerial(
                        Rep.INTEGER, (int) Conversions.toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Types.BIGINT:
                return TypedValue.ofSerial(Rep.LONG, Conversions.toLong(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case Types.REAL:
                return TypedValue.ofSerial(Rep.FLOAT, (float) Conversions.toDouble(value));
            case Types.FLOAT:
            case Types.DOUBLE:
                return TypedValue.ofSerial(Rep.DOUBLE, Conversions.toDouble(value));
            case Types.DECIMAL:
            case Types.NUMERIC:
                return TypedValue.ofSerial(Rep.NUMBER, Conversions.toBigDecimal(value));
            case Types.CHAR:
            case Types.VARCHAR:
            case Types.LONGVARCHAR:
            case Types.NCHAR:
            case Types.NVARCHAR:
            case Types.LONGNVARCHAR:
                return value instanceof java.util.Date || value instanceof Reader
                        ? of(value.toString(), calendar)
                        : text(Conversions.toText(value));
            case Types.DATE:
                return temporal(value, calendar, LocalDate.class);
            case Types.TIME:
                return temporal(value, calendar, LocalTime.class);
            case Types.TIMESTAMP:
                return temporal(value, calendar, LocalDateTime.class);
            default:
                return of(value, calendar);
        }
    }

    private static TypedValue temporal(Object value, Calendar calendar, Class<?> type) throws SQLException {
        Object local = value instanceof java.util.Date
                ? TemporalConversions.fromJdbc((java.util.Date) value, calendar)
                : value;
        return of(TemporalConversions.toJavaTime(local, type), calendar);
    }

    /** The bytes of a stream, at most {@code length}. */
    static TypedValue bytes(InputStream stream, long length) throws SQLException {
        try {
            byte[] bytes = stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
            return TypedValue.ofSerial(Rep.BYTE_STRING, new ByteString(bytes).toBase64String());
        } catch (IOException e) {
            throw new SQLException("Parameter's stream failed: " + e.getMessage(), "22000", e);
        }
    }

    /** The text of a reader. */
    static String text(Reader reader) throws SQLException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                text.append(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new SQLException("Parameter's reader failed: " + e.getMessage(), "22000", e);
        }
        return text.toString();
    }
}
