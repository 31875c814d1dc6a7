package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/**
 * Equality and order of single values of two columns of one type, in any encoding. NaN equals NaN and is greater than
 * every number, -0.0 equals 0.0, text and bytes compare as unsigned bytes.
 */
public final class Compare {
    private Compare() {}

    /** Whether two rows hold the same value; NULL is the same as NULL (IS NOT DISTINCT, as GROUP BY needs it). */
    public static boolean same(Column left, int leftRow, Column right, int rightRow) {
        boolean leftNull = left.isNull(leftRow);
        if (leftNull || right.isNull(rightRow)) {
            return leftNull == right.isNull(rightRow);
        }
        return equalValues(
                left.physicalType(),
                left.valuesAddress(),
                left.valueIndex(leftRow),
                right.valuesAddress(),
                right.valueIndex(rightRow));
    }

    /** Orders two values that are not NULL: negative, zero or positive. */
    public static int compare(Column left, int leftRow, Column right, int rightRow) {
        return compareValues(
                left.physicalType(),
                left.valuesAddress(),
                left.valueIndex(leftRow),
                right.valuesAddress(),
                right.valueIndex(rightRow));
    }

    /** Orders two rows of which either may be NULL; NULLs come first or last, whatever the direction. */
    public static int compare(
            Column left, int leftRow, Column right, int rightRow, boolean ascending, boolean nullsFirst) {
        boolean leftNull = left.isNull(leftRow);
        boolean rightNull = right.isNull(rightRow);
        if (leftNull || rightNull) {
            int order = Boolean.compare(rightNull, leftNull);
            return nullsFirst ? order : -order;
        }
        int order = compare(left, leftRow, right, rightRow);
        return ascending ? order : -order;
    }

    /** Whether two values of {@code type} in flat buffers are equal. */
    public static boolean equalValues(PhysicalType type, long left, int leftIndex, long right, int rightIndex) {
        return switch (type) {
            case INT8 -> RawMemory.getByte(left + leftIndex) == RawMemory.getByte(right + rightIndex);
            case INT32 -> RawMemory.getInt(left + 4L * leftIndex) == RawMemory.getInt(right + 4L * rightIndex);
            case INT64 -> RawMemory.getLong(left + 8L * leftIndex) == RawMemory.getLong(right + 8L * rightIndex);
            case INT128 ->
                RawMemory.getLong(left + 16L * leftIndex) == RawMemory.getLong(right + 16L * rightIndex)
                        && RawMemory.getLong(left + 16L * leftIndex + 8)
                                == RawMemory.getLong(right + 16L * rightIndex + 8);
            case FLOAT64 ->
                doubleKey(RawMemory.getDouble(left + 8L * leftIndex))
                        == doubleKey(RawMemory.getDouble(right + 8L * rightIndex));
            case VIEW -> StringView.equal(left + 16L * leftIndex, right + 16L * rightIndex);
        };
    }

    /** Orders two values of {@code type} in flat buffers. */
    public static int compareValues(PhysicalType type, long left, int leftIndex, long right, int rightIndex) {
        return switch (type) {
            case INT8 -> Byte.compare(RawMemory.getByte(left + leftIndex), RawMemory.getByte(right + rightIndex));
            case INT32 ->
                Integer.compare(RawMemory.getInt(left + 4L * leftIndex), RawMemory.getInt(right + 4L * rightIndex));
            case INT64 ->
                Long.compare(RawMemory.getLong(left + 8L * leftIndex), RawMemory.getLong(right + 8L * rightIndex));
            case INT128 -> compareInt128(left + 16L * leftIndex, right + 16L * rightIndex);
            case FLOAT64 ->
                Long.compare(
                        doubleKey(RawMemory.getDouble(left + 8L * leftIndex)),
                        doubleKey(RawMemory.getDouble(right + 8L * rightIndex)));
            case VIEW -> StringView.compare(left + 16L * leftIndex, right + 16L * rightIndex);
        };
    }

    static int compareInt128(long left, long right) {
        int order = Long.compare(RawMemory.getLong(left + 8), RawMemory.getLong(right + 8));
        return order != 0 ? order : Long.compareUnsigned(RawMemory.getLong(left), RawMemory.getLong(right));
    }

    /** A long that orders as the double does: equal for -0.0 and 0.0, the same and greatest for every NaN. */
    public static long doubleKey(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ ((bits >> 63) >>> 1);
    }
}
