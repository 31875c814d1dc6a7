package io.thresher.execution.kernel;

import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a selection by comparing two flat buffers row by row; a stride of 0 makes a side constant. {@code accept}
 * holds the outcomes that pass: bit 0 for less, bit 1 for equal, bit 2 for greater. Otherwise as {@link SelectConstant}.
 */
public final class SelectPair {
    /** The left value is less. */
    public static final int LESS = 1;
    /** The values are equal. */
    public static final int EQUAL = 2;
    /** The left value is greater. */
    public static final int GREATER = 4;

    private SelectPair() {}

    /** INT8 values. */
    public static int bytes(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            int order = RawMemory.getByte(left + (long) leftStride * row)
                    - RawMemory.getByte(right + (long) rightStride * row);
            output[n] = row;
            n += accept >>> (Integer.signum(order) + 1) & 1;
        }
        return n;
    }

    /** INT32 values. */
    public static int ints(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long order = (long) RawMemory.getInt(left + (long) leftStride * row)
                    - RawMemory.getInt(right + (long) rightStride * row);
            output[n] = row;
            n += accept >>> (Long.signum(order) + 1) & 1;
        }
        return n;
    }

    /** INT64 values. */
    public static int longs(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getLong(left + (long) leftStride * row);
            long y = RawMemory.getLong(right + (long) rightStride * row);
            output[n] = row;
            n += accept >>> ((x > y ? 1 : 0) - (x < y ? 1 : 0) + 1) & 1;
        }
        return n;
    }

    /** FLOAT64 values. */
    public static int doubles(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = Compare.doubleKey(RawMemory.getDouble(left + (long) leftStride * row));
            long y = Compare.doubleKey(RawMemory.getDouble(right + (long) rightStride * row));
            output[n] = row;
            n += accept >>> ((x > y ? 1 : 0) - (x < y ? 1 : 0) + 1) & 1;
        }
        return n;
    }

    /** INT128 values. */
    public static int int128s(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            int order = Compare.compareInt128(left + (long) leftStride * row, right + (long) rightStride * row);
            output[n] = row;
            n += accept >>> (order + 1) & 1;
        }
        return n;
    }

    /** Strings. */
    public static int views(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int accept,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = left + (long) leftStride * row;
            long y = right + (long) rightStride * row;
            // The first four bytes decide most pairs; views of shorter strings are padded with zeros.
            int xHead = Integer.reverseBytes(RawMemory.getInt(x + 4));
            int yHead = Integer.reverseBytes(RawMemory.getInt(y + 4));
            int order =
                    xHead != yHead ? Integer.compareUnsigned(xHead, yHead) : Integer.signum(StringView.compare(x, y));
            output[n] = row;
            n += accept >>> (order + 1) & 1;
        }
        return n;
    }

    /** Strings, equality only: those equal if {@code negate} is 0, those that differ if 1. */
    public static int equalViews(
            long left,
            int leftStride,
            long right,
            int rightStride,
            int negate,
            int @Nullable [] selection,
            int count,
            int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            boolean equal = StringView.equal(left + (long) leftStride * row, right + (long) rightStride * row);
            output[n] = row;
            n += (equal ? 1 : 0) ^ negate;
        }
        return n;
    }
}
