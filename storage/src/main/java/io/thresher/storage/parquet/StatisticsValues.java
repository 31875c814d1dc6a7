package io.thresher.storage.parquet;

import io.thresher.storage.parquet.decoding.Conversion;
import io.thresher.storage.parquet.decoding.Float16;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a column in the classes of {@link io.thresher.storage.scan.ColumnPredicate}, but text as its bytes: bounds of
 * text may be cut within a character. parquet-java has dropped bounds that old writers got wrong.
 */
final class StatisticsValues {
    private StatisticsValues() {}

    /** The least value of a column chunk, or null if unknown. */
    static @Nullable Object min(Statistics<?> statistics, FileColumn column) {
        return statistics.hasNonNullValue() ? convert(statistics.genericGetMin(), column) : null;
    }

    /** The greatest value of a column chunk, NaN aside, or null if unknown. */
    static @Nullable Object max(Statistics<?> statistics, FileColumn column) {
        return statistics.hasNonNullValue() ? convert(statistics.genericGetMax(), column) : null;
    }

    private static @Nullable Object convert(Object raw, FileColumn column) {
        Conversion conversion = column.valueLayout().conversion();
        if (raw instanceof Boolean) {
            return raw;
        }
        if (raw instanceof Integer value) {
            return ofInt(value, conversion);
        }
        if (raw instanceof Long value) {
            return ofLong(value, conversion);
        }
        if (raw instanceof Float value) {
            return value.doubleValue();
        }
        if (raw instanceof Double) {
            return raw;
        }
        return raw instanceof Binary value ? ofBinary(value.getBytes(), conversion, column) : null;
    }

    private static long ofInt(int value, Conversion conversion) {
        if (conversion == Conversion.TIME_MILLIS_TO_MICROS) {
            return value * 1000L;
        }
        return conversion == Conversion.UINT32_TO_INT64 ? Integer.toUnsignedLong(value) : value;
    }

    private static @Nullable Object ofLong(long value, Conversion conversion) {
        if (conversion == Conversion.MILLIS_TO_MICROS) {
            boolean fits = Math.abs(value) <= Long.MAX_VALUE / 1000 && value != Long.MIN_VALUE;
            return fits ? (Object) (value * 1000) : null;
        }
        if (conversion == Conversion.NANOS_TO_MICROS) {
            return Math.floorDiv(value, 1000L);
        }
        if (conversion == Conversion.UINT64_TO_INT128) {
            return new BigInteger(Long.toUnsignedString(value));
        }
        return value;
    }

    private static @Nullable Object ofBinary(byte[] bytes, Conversion conversion, FileColumn column) {
        return switch (conversion) {
            case BYTES_TO_INT64 -> shortDecimal(bytes);
            case BYTES_TO_INT128 -> bytes.length == 0 ? null : new BigInteger(bytes);
            case FLOAT16_TO_DOUBLE ->
                bytes.length == 2 ? Float16.toDouble(bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8) : null;
            case BYTES_TO_VIEW -> column.type().isText() ? bytes : null;
            case BOOLEAN,
                    INT32,
                    INT64,
                    DOUBLE,
                    UINT8_TO_INT32,
                    UINT16_TO_INT32,
                    UINT32_TO_INT64,
                    UINT64_TO_INT128,
                    INT32_TO_INT64,
                    TIME_MILLIS_TO_MICROS,
                    MILLIS_TO_MICROS,
                    NANOS_TO_MICROS,
                    INT96_TO_MICROS,
                    FLOAT_TO_DOUBLE,
                    UUID_TO_VIEW -> null;
        };
    }

    private static @Nullable Long shortDecimal(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        BigInteger value = new BigInteger(bytes);
        return value.bitLength() < 64 ? (Long) value.longValue() : null;
    }

    /** Orders two values of one class; throws IllegalArgumentException for others. Not for NaN. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return a.compareTo(b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            // Not compareTo, for which -0.0 is less than 0.0.
            return a < b ? -1 : a.doubleValue() == b ? 0 : 1;
        }
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.compareTo(b);
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException("Values of different types: "
                + left.getClass().getSimpleName() + ", " + right.getClass().getSimpleName());
    }

    /** The value with text as String, as ColumnStatistics has it; null for bytes that are no text. */
    static @Nullable Object asSql(@Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
