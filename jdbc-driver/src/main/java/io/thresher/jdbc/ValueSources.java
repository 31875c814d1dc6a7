package io.thresher.jdbc;

import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.Cursor;

/** Makes values in the classes that {@link Conversions} knows of what the server sent, whatever the form it came in. */
final class ValueSources {
    private ValueSources() {}

    /** The source of a column that {@code raw} reads as it was sent. */
    static ValueAccessor.Source of(Cursor.Accessor raw, ColumnMetaData column) {
        long unitsPerSecond = column.precision > 6 ? 1_000_000_000L : 1_000_000L;
        switch (column.type.id) {
            case Types.TINYINT:
                return () -> {
                    Object value = raw.getObject();
                    return value == null ? null : ((Number) value).byteValue();
                };
            case Types.SMALLINT:
                return () -> {
                    Object value = raw.getObject();
                    return value == null ? null : ((Number) value).shortValue();
                };
            case Types.BIGINT:
                return () -> {
                    Object value = raw.getObject();
                    return value == null ? null : ((Number) value).longValue();
                };
            case Types.REAL:
                return () -> {
                    Object value = raw.getObject();
                    return value == null ? null : (float) floating(value);
                };
            case Types.DOUBLE:
                return () -> {
                    Object value = raw.getObject();
                    return value == null ? null : floating(value);
                };
            case Types.DECIMAL:
                return raw::getBigDecimal;
            case Types.VARBINARY:
                return raw::getBytes;
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return () -> {
                    String text = raw.getString();
                    return text == null ? null : OffsetDateTime.parse(text, Conversions.ZONED_TEXT);
                };
            case Types.DATE:
                return () -> {
                    long days = raw.getLong();
                    return days == 0 && raw.wasNull() ? null : LocalDate.ofEpochDay(days);
                };
            case Types.TIME:
                return () -> {
                    long units = raw.getLong();
                    return units == 0 && raw.wasNull()
                            ? null
                            : TemporalConversions.dateTime(units, unitsPerSecond)
                                    .toLocalTime();
                };
            case Types.TIMESTAMP:
                return () -> {
                    long units = raw.getLong();
                    return units == 0 && raw.wasNull() ? null : TemporalConversions.dateTime(units, unitsPerSecond);
                };
            default:
                return raw::getObject;
        }
    }

    /** JSON has no NaN and infinities but as text. */
    private static double floating(Object value) {
        return value instanceof Number ? ((Number) value).doubleValue() : Double.parseDouble(value.toString());
    }
}
