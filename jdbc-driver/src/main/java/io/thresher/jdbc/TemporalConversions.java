package io.thresher.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * JDBC's dates and times from those of {@code java.time}, and back. A value without a zone is read in the calendar's; without a
 * calendar, in the client's default zone, as JDBC wants it.
 */
final class TemporalConversions {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private TemporalConversions() {}

    private static ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    /** The date and time of no zone that a count of units since 1970 stands for. */
    static LocalDateTime dateTime(long units, long unitsPerSecond) {
        long nanos = Math.floorMod(units, unitsPerSecond) * (NANOS_PER_SECOND / unitsPerSecond);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(units, unitsPerSecond), (int) nanos, ZoneOffset.UTC);
    }

    /** A date and time of no zone; a time is on 1970-01-01, a date at midnight. */
    static LocalDateTime toDateTime(Object value, @Nullable Calendar calendar) throws SQLException {
        if (value instanceof LocalDateTime) {
            return (LocalDateTime) value;
        } else if (value instanceof LocalDate) {
            return ((LocalDate) value).atStartOfDay();
        } else if (value instanceof LocalTime) {
            return ((LocalTime) value).atDate(LocalDate.EPOCH);
        } else if (value instanceof OffsetDateTime) {
            return ((OffsetDateTime) value).atZoneSameInstant(zone(calendar)).toLocalDateTime();
        } else if (value instanceof String) {
            return parse(((String) value).trim());
        }
        throw Conversions.notConvertible(value, "a date or time");
    }

    private static LocalDateTime parse(String text) throws SQLException {
        try {
            if (text.indexOf(':') < 0) {
                return LocalDate.parse(text).atStartOfDay();
            }
            return text.indexOf(':') == 2
                    ? LocalTime.parse(text).atDate(LocalDate.EPOCH)
                    : LocalDateTime.parse(text.replace('T', ' '), Conversions.TIMESTAMP_TEXT);
        } catch (DateTimeException e) {
            throw Conversions.notConvertible(text, "a date or time");
        }
    }

    static Timestamp toTimestamp(Object value, @Nullable Calendar calendar) throws SQLException {
        if (value instanceof OffsetDateTime) {
            return Timestamp.from(((OffsetDateTime) value).toInstant());
        }
        LocalDateTime dateTime = toDateTime(value, calendar);
        // Not by way of the instant where it can be avoided: Timestamp counts old days in another calendar.
        return isDefault(calendar)
                ? Timestamp.valueOf(dateTime)
                : Timestamp.from(dateTime.atZone(zone(calendar)).toInstant());
    }

    static Date toDate(Object value, @Nullable Calendar calendar) throws SQLException {
        LocalDate date = toDateTime(value, calendar).toLocalDate();
        return isDefault(calendar)
                ? Date.valueOf(date)
                : new Date(date.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
    }

    /** The time of day on 1970-01-01, to the millisecond. */
    static Time toTime(Object value, @Nullable Calendar calendar) throws SQLException {
        LocalTime time = toDateTime(value, calendar).toLocalTime();
        return new Time(
                time.atDate(LocalDate.EPOCH).atZone(zone(calendar)).toInstant().toEpochMilli());
    }

    /** As a class of {@code java.time}; null if it is none that the value can be read as. */
    static @Nullable Object toJavaTime(Object value, Class<?> type) throws SQLException {
        if (type == LocalDateTime.class) {
            return toDateTime(value, null);
        } else if (type == LocalDate.class) {
            return toDateTime(value, null).toLocalDate();
        } else if (type == LocalTime.class) {
            return toDateTime(value, null).toLocalTime();
        } else if (type == OffsetDateTime.class) {
            return toOffset(value);
        } else if (type == Instant.class) {
            return toOffset(value).toInstant();
        } else if (type == java.time.ZonedDateTime.class) {
            return toOffset(value).toZonedDateTime();
        }
        return null;
    }

    private static OffsetDateTime toOffset(Object value) throws SQLException {
        return value instanceof OffsetDateTime
                ? (OffsetDateTime) value
                : toDateTime(value, null).atZone(ZoneId.systemDefault()).toOffsetDateTime();
    }

    private static boolean isDefault(@Nullable Calendar calendar) {
        return calendar == null || zone(calendar).equals(ZoneId.systemDefault());
    }

    /** The date and time of no zone that a parameter means. */
    static LocalDateTime fromJdbc(java.util.Date value, @Nullable Calendar calendar) {
        if (isDefault(calendar)) {
            if (value instanceof Timestamp) {
                return ((Timestamp) value).toLocalDateTime();
            } else if (value instanceof Date) {
                return ((Date) value).toLocalDate().atStartOfDay();
            }
        }
        Instant instant =
                value instanceof Timestamp ? ((Timestamp) value).toInstant() : Instant.ofEpochMilli(value.getTime());
        return instant.atZone(zone(calendar)).toLocalDateTime();
    }
}
