package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.sort.SortedRows;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Arithmetic of RANGE frames: a key moved by an offset, and other keys compared with the outcome. Doubles go by their order
 * as whole numbers; everything else counts in units fine enough for key and offset. One thread at a time.
 */
final class RangeKeys {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final int keyColumn;
    private final DataType keyType;
    private final DataType offsetType;
    private final boolean doubles;
    private final BigInteger keyUnit;
    private final BigInteger offsetUnit;
    private final boolean wide;
    private long bound;
    private BigInteger wideBound = BigInteger.ZERO;

    /**
     * Keys of {@code keyType} in column {@code keyColumn}, offsets of {@code offsetType}.
     *
     * @throws EngineException TYPE_MISMATCH if the two do not go together
     */
    RangeKeys(int keyColumn, DataType keyType, DataType offsetType) {
        this.keyColumn = keyColumn;
        this.keyType = keyType;
        this.offsetType = offsetType;
        this.doubles = isDouble(keyType) || isDouble(offsetType);
        boolean times = isTime(keyType);
        if (times != isInterval(offsetType) && !(keyType.kind() == TypeKind.DATE && offsetType.isInteger())) {
            throw new EngineException(
                    ErrorCode.TYPE_MISMATCH,
                    "Offset of a RANGE frame does not go with the ORDER BY key: " + offsetType + ", " + keyType);
        }
        boolean dayTime = offsetType.kind() == TypeKind.INTERVAL_DAY_TIME && times;
        if (dayTime) {
            keyUnit = BigInteger.valueOf(keyType.kind() == TypeKind.DATE ? MICROS_PER_DAY : 1);
            offsetUnit = BigInteger.valueOf(keyType.isNanos() ? 1000 : 1);
        } else {
            int keyScale = keyType.kind() == TypeKind.DECIMAL ? keyType.scale() : 0;
            int offsetScale = offsetType.kind() == TypeKind.DECIMAL ? offsetType.scale() : 0;
            keyUnit = BigInteger.TEN.pow(Math.max(0, offsetScale - keyScale));
            offsetUnit = BigInteger.TEN.pow(Math.max(0, keyScale - offsetScale));
        }
        // Whole numbers of 64 bits with units of 1 do without big numbers.
        wide = !keyUnit.equals(BigInteger.ONE)
                || !offsetUnit.equals(BigInteger.ONE)
                || keyType.physicalType() == PhysicalType.INT128
                || offsetType.physicalType() == PhysicalType.INT128;
    }

    private static boolean isDouble(DataType type) {
        return type.physicalType() == PhysicalType.FLOAT64;
    }

    private static boolean isInterval(DataType type) {
        return type.kind() == TypeKind.INTERVAL_DAY_TIME || type.kind() == TypeKind.INTERVAL_YEAR_MONTH;
    }

    private static boolean isTime(DataType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> true;
            case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> true;
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, CHAR, VARCHAR, VARBINARY ->
                false;
        };
    }

    /** Sets the bound to the key of {@code row} plus ({@code forward}) or minus its offset. Neither is NULL. */
    void setBound(WindowPartition partition, long row, int offsetColumn, boolean forward) {
        if (doubles) {
            double offset = doubleValue(partition, row, offsetColumn, offsetType);
            if (!(offset >= 0)) {
                throw FrameBounds.badOffset();
            }
            double key = doubleValue(partition, row, keyColumn, keyType);
            bound = Compare.doubleKey(forward ? key + offset : key - offset);
            return;
        }
        if (offsetType.kind() == TypeKind.INTERVAL_YEAR_MONTH && keyType.kind() != TypeKind.INTERVAL_YEAR_MONTH) {
            setMonthBound(partition, row, offsetColumn, forward);
            return;
        }
        BigInteger offset = wideValue(partition, row, offsetColumn);
        if (offset.signum() < 0) {
            throw FrameBounds.badOffset();
        }
        if (wide) {
            BigInteger key = wideValue(partition, row, keyColumn).multiply(keyUnit);
            BigInteger moved = offset.multiply(offsetUnit);
            wideBound = forward ? key.add(moved) : key.subtract(moved);
            return;
        }
        long key = partition.longValue(row, keyColumn);
        long moved = offset.longValue();
        bound = forward ? saturated(key, moved) : key < Long.MIN_VALUE + moved ? Long.MIN_VALUE : key - moved;
    }

    private static long saturated(long key, long offset) {
        return key > Long.MAX_VALUE - offset ? Long.MAX_VALUE : key + offset;
    }

    private void setMonthBound(WindowPartition partition, long row, int offsetColumn, boolean forward) {
        long months = partition.longValue(row, offsetColumn);
        if (months < 0) {
            throw FrameBounds.badOffset();
        }
        long signed = forward ? months : -months;
        long key = partition.longValue(row, keyColumn);
        if (keyType.kind() == TypeKind.DATE) {
            bound = LocalDate.ofEpochDay(key).plusMonths(signed).toEpochDay();
            return;
        }
        long unit = keyType.isNanos() ? 1_000_000_000L : 1_000_000L;
        LocalDateTime moved = Instant.ofEpochSecond(Math.floorDiv(key, unit))
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .plusMonths(signed);
        bound = moved.toEpochSecond(ZoneOffset.UTC) * unit + Math.floorMod(key, unit);
    }

    /** Orders the key of {@code row}, not NULL, against the bound: negative, zero or positive. */
    int compareToBound(WindowPartition partition, long row) {
        if (doubles) {
            return Long.compare(Compare.doubleKey(doubleValue(partition, row, keyColumn, keyType)), bound);
        }
        boolean months =
                offsetType.kind() == TypeKind.INTERVAL_YEAR_MONTH && keyType.kind() != TypeKind.INTERVAL_YEAR_MONTH;
        if (wide && !months) {
            return wideValue(partition, row, keyColumn).multiply(keyUnit).compareTo(wideBound);
        }
        return Long.compare(partition.longValue(row, keyColumn), bound);
    }

    private static double doubleValue(WindowPartition partition, long row, int column, DataType type) {
        long reference = partition.reference(row);
        Column values = partition.order().rows().column(reference, column);
        if (isDouble(type)) {
            return RawMemory.getDouble(values.dataAddress() + 8L * SortedRows.position(reference));
        }
        double unscaled = wideValue(partition, row, column).doubleValue();
        return type.kind() == TypeKind.DECIMAL ? unscaled / Math.pow(10, type.scale()) : unscaled;
    }

    private static BigInteger wideValue(WindowPartition partition, long row, int column) {
        long reference = partition.reference(row);
        Column values = partition.order().rows().column(reference, column);
        if (values.physicalType() != PhysicalType.INT128) {
            return BigInteger.valueOf(partition.longValue(row, column));
        }
        long address = values.dataAddress() + 16L * SortedRows.position(reference);
        BigInteger low = new BigInteger(Long.toUnsignedString(RawMemory.getLong(address)));
        return BigInteger.valueOf(RawMemory.getLong(address + 8)).shiftLeft(64).add(low);
    }
}
