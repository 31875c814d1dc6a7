package io.thresher.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;

/**
 * What JDBC's getters make of a value: numbers and text into each other, with an error instead of a cut-off number. Values are
 * Boolean, Number, String, byte[], LocalDate, LocalTime, LocalDateTime and OffsetDateTime.
 */
final class Conversions {
    static final DateTimeFormatter TIME_TEXT = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    static final DateTimeFormatter TIMESTAMP_TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd ")
            .append(TIME_TEXT)
            .toFormatter(Locale.ROOT);
    static final DateTimeFormatter ZONED_TEXT = new DateTimeFormatterBuilder()
            .append(TIMESTAMP_TEXT)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private Conversions() {}

    /** The whole part of a value, which must lie between {@code min} and {@code max}. */
    static long toLong(Object value, long min, long max) throws SQLException {
        long whole;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            whole = ((Number) value).longValue();
        } else if (value instanceof Boolean) {
            whole = (Boolean) value ? 1 : 0;
        } else {
            BigDecimal truncated = toBigDecimal(value).setScale(0, RoundingMode.DOWN);
            if (truncated.compareTo(MIN_LONG) < 0 || truncated.compareTo(MAX_LONG) > 0) {
                throw outOfRange(value);
            }
            whole = truncated.longValue();
        }
        if (whole < min || whole > max) {
            throw outOfRange(value);
        }
        return whole;
    }

    private static SQLException outOfRange(Object value) {
        return new SQLDataException("Value does not fit the Java type; use a wider getter: " + value, "22003");
    }

    static double toDouble(Object value) throws SQLException {
        if (value instanceof Number) {
            return ((Number) value).doubleValue();
        }
        return toBigDecimal(value).doubleValue();
    }

    static BigDecimal toBigDecimal(Object value) throws SQLException {
        if (value instanceof BigDecimal) {
            return (BigDecimal) value;
        } else if (value instanceof BigInteger) {
            return new BigDecimal((BigInteger) value);
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw outOfRange(value);
            }
            // By way of the text, so that 0.1 stays 0.1.
            return new BigDecimal(value.toString());
        } else if (value instanceof Number) {
            return BigDecimal.valueOf(((Number) value).longValue());
        } else if (value instanceof Boolean) {
            return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof String) {
            try {
                return new BigDecimal(((String) value).trim());
            } catch (NumberFormatException e) {
                throw notConvertible(value, "a number");
            }
        }
        throw notConvertible(value, "a number");
    }

    static boolean toBoolean(Object value) throws SQLException {
        if (value instanceof Boolean) {
            return (Boolean) value;
        } else if (value instanceof Number) {
            return ((Number) value).doubleValue() != 0;
        } else if (value instanceof String) {
            switch (((String) value).trim().toLowerCase(Locale.ROOT)) {
                case "t":
                case "true":
                case "y":
                case "yes":
                case "on":
                case "1":
                    return true;
                case "f":
                case "false":
                case "n":
                case "no":
                case "off":
                case "0":
                    return false;
                default:
                    throw notConvertible(value, "a boolean");
            }
        }
        throw notConvertible(value, "a boolean");
    }

    static String toText(Object value) {
        if (value instanceof byte[]) {
            byte[] bytes = (byte[]) value;
            StringBuilder hex = new StringBuilder(2 + 2 * bytes.length).append("\\x");
            for (byte b : bytes) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return hex.toString();
        } else if (value instanceof BigDecimal) {
            return ((BigDecimal) value).toPlainString();
        } else if (value instanceof LocalDateTime) {
            return TIMESTAMP_TEXT.format((Temporal) value);
        } else if (value instanceof LocalTime) {
            return TIME_TEXT.format((Temporal) value);
        } else if (value instanceof OffsetDateTime) {
            return ZONED_TEXT.format((Temporal) value);
        }
        return value.toString();
    }

    static byte[] toBytes(Object value) throws SQLException {
        if (value instanceof byte[]) {
            return ((byte[]) value).clone();
        } else if (value instanceof String) {
            return ((String) value).getBytes(StandardCharsets.UTF_8);
        }
        throw notConvertible(value, "bytes");
    }

    static SQLException notConvertible(Object value, String target) {
        return new SQLDataException(
                "Cannot read a " + value.getClass().getSimpleName() + " as " + target + ": " + toText(value), "22018");
    }
}
