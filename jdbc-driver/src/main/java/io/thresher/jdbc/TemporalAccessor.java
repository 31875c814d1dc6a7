package io.thresher.jdbc;

import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads TIME and TIMESTAMP columns, which the server sends as whole microseconds (nanoseconds if the column has more than six
 * fractional digits) of the day or since 1970, without a zone.
 */
final class TemporalAccessor extends ForwardingAccessor {
    private static final DateTimeFormatter TIME_TEXT = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP_TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd ")
            .append(TIME_TEXT)
            .toFormatter(Locale.ROOT);

    private final boolean timeOnly;
    private final long unitsPerSecond;

    TemporalAccessor(Cursor.Accessor raw, ColumnMetaData column) {
        super(raw);
        this.timeOnly = column.type.id == Types.TIME;
        this.unitsPerSecond = column.precision > 6 ? 1_000_000_000L : 1_000_000L;
    }

    /** The value as a date and time of no zone, a TIME on 1970-01-01; null for SQL NULL. */
    private @Nullable LocalDateTime value() throws SQLException {
        long units = raw.getLong();
        if (raw.wasNull()) {
            return null;
        }
        long nanos = Math.floorMod(units, unitsPerSecond) * (1_000_000_000L / unitsPerSecond);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(units, unitsPerSecond), (int) nanos, ZoneOffset.UTC);
    }

    @Override
    public @Nullable String getString() throws SQLException {
        LocalDateTime value = value();
        return value == null ? null : (timeOnly ? TIME_TEXT : TIMESTAMP_TEXT).format(value);
    }

    @Override
    public @Nullable String getNString() throws SQLException {
        return getString();
    }

    @Override
    public @Nullable Object getObject() throws SQLException {
        // JDBC: without a calendar, the zone is the client JVM's.
        Calendar local = Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT);
        return timeOnly ? getTime(local) : getTimestamp(local);
    }

    @Override
    public @Nullable Timestamp getTimestamp(@Nullable Calendar calendar) throws SQLException {
        LocalDateTime value = value();
        if (value == null) {
            return null;
        }
        if (calendar == null || calendar.getTimeZone().toZoneId().equals(ZoneId.systemDefault())) {
            return Timestamp.valueOf(value);
        }
        return Timestamp.from(value.atZone(calendar.getTimeZone().toZoneId()).toInstant());
    }

    @Override
    public @Nullable Date getDate(@Nullable Calendar calendar) throws SQLException {
        LocalDateTime value = value();
        return value == null ? null : Date.valueOf(value.toLocalDate());
    }

    @Override
    public @Nullable Time getTime(@Nullable Calendar calendar) throws SQLException {
        LocalDateTime value = value();
        return value == null ? null : Time.valueOf(value.toLocalTime());
    }

    @Override
    public <T> @Nullable T getObject(Class<T> type) throws SQLException {
        LocalDateTime value = value();
        return value == null ? null : type.cast(convert(value, type));
    }

    private Object convert(LocalDateTime value, Class<?> type) throws SQLException {
        if (type == LocalDateTime.class) {
            return value;
        } else if (type == LocalDate.class) {
            return value.toLocalDate();
        } else if (type == LocalTime.class) {
            return value.toLocalTime();
        } else if (type == Instant.class) {
            return value.toInstant(ZoneOffset.UTC);
        } else if (type == Timestamp.class || type == Object.class) {
            return Timestamp.valueOf(value);
        } else if (type == Time.class) {
            return Time.valueOf(value.toLocalTime());
        } else if (type == Date.class) {
            return Date.valueOf(value.toLocalDate());
        } else if (type == String.class) {
            return (timeOnly ? TIME_TEXT : TIMESTAMP_TEXT).format(value);
        }
        throw new SQLDataException("Cannot read a date or time as " + type.getName(), "22005");
    }
}
