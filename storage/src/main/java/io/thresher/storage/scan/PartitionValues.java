package io.thresher.storage.scan;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values of partition columns: from the text of a folder's name to typed values and to constant columns. */
public final class PartitionValues {
    private PartitionValues() {}

    /** Makes {@code column} CONSTANT with the value that {@code text} stands for; null is NULL. For readers' open. */
    public static void fill(Column column, @Nullable String text) {
        column.ensureCapacity(1);
        column.resetConstant();
        long address = column.dataAddress();
        RawMemory.fill(address, column.physicalType().bytes(), (byte) 0);
        Object value = value(text, column.type());
        if (value == null) {
            column.setNull(0, 1);
        } else if (value instanceof String string) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            column.heap().putBytes(bytes, 0, bytes.length, address);
        } else {
            switch (column.physicalType()) {
                case INT8 -> RawMemory.putByte(address, (byte) ((Boolean) value ? 1 : 0));
                case INT32 -> RawMemory.putInt(address, Math.toIntExact((Long) value));
                case INT64 -> RawMemory.putLong(address, (Long) value);
                case INT128 -> {
                    BigInteger unscaled = (BigInteger) value;
                    RawMemory.putLong(address, unscaled.longValue());
                    RawMemory.putLong(address + 8, unscaled.shiftRight(64).longValue());
                }
                case FLOAT64 -> RawMemory.putDouble(address, (Double) value);
                case VIEW -> throw new IllegalStateException("Text was handled above");
            }
        }
    }

    /**
     * The value that {@code text} stands for, in the classes of {@link ColumnPredicate}; null for null.
     *
     * @throws EngineException BAD_FILE_VALUE if the text is not of the type
     */
    static @Nullable Object value(@Nullable String text, DataType type) {
        if (text == null) {
            return null;
        }
        try {
            return parse(text.trim(), text, type);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new EngineException(
                    ErrorCode.BAD_FILE_VALUE,
                    "Folder name does not fit the partition column's type; declare the column VARCHAR: " + text
                            + " is not " + type,
                    e);
        }
    }

    private static @Nullable Object parse(String trimmed, String text, DataType type) {
        return switch (type.kind()) {
            case NULL -> null;
            case BOOLEAN -> parseBoolean(trimmed);
            case TINYINT -> (long) Byte.parseByte(trimmed);
            case SMALLINT -> (long) Short.parseShort(trimmed);
            case INTEGER -> (long) Integer.parseInt(trimmed);
            case BIGINT -> Long.parseLong(trimmed);
            case DECIMAL -> parseDecimal(trimmed, type);
            case REAL -> (double) Float.parseFloat(trimmed);
            case DOUBLE -> Double.parseDouble(trimmed);
            case DATE -> LocalDate.parse(trimmed).toEpochDay();
            case TIMESTAMP, TIMESTAMP_TZ -> parseTimestamp(trimmed, type);
            case CHAR, VARCHAR -> text;
            case TIME, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, VARBINARY ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Type is not supported for a partition column; declare VARCHAR: " + type);
        };
    }

    private static Boolean parseBoolean(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new NumberFormatException("Not a boolean: " + text);
    }

    private static Object parseDecimal(String text, DataType type) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale());
        if (value.precision() > type.precision()) {
            throw new NumberFormatException("Too many digits: " + text);
        }
        BigInteger unscaled = value.unscaledValue();
        return type.precision() <= DataType.MAX_SHORT_DECIMAL_PRECISION ? (Object) unscaled.longValueExact() : unscaled;
    }

    private static Long parseTimestamp(String text, DataType type) {
        LocalDateTime time = text.length() <= 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
        LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
        return epoch.until(time, type.isNanos() ? ChronoUnit.NANOS : ChronoUnit.MICROS);
    }
}
