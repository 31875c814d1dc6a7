package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on INT32 buffers, wrapping around, over rows that may hold anything; each method returns whether no
 * row overflowed, and the caller then looks at the rows that count one by one. A stride of 0 makes a side constant (not
 * both). SAFETY: buffers hold every row of the selection, or the first {@code count} if it is null.
 */
public final class IntArithmetic {
    private IntArithmetic() {}

    /** Adds. */
    public static boolean add(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getInt(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getInt(left + 4L * row);
                long v = x + y;
                bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
                RawMemory.putInt(out + 4L * row, (int) v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getInt(left + (long) leftStride * row);
            long y = RawMemory.getInt(right + 4L * row);
            long v = x + y;
            bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
            RawMemory.putInt(out + 4L * row, (int) v);
        }
        return bad >= 0;
    }

    /** Subtracts. */
    public static boolean subtract(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getInt(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getInt(left + 4L * row);
                long v = x - y;
                bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
                RawMemory.putInt(out + 4L * row, (int) v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getInt(left + (long) leftStride * row);
            long y = RawMemory.getInt(right + 4L * row);
            long v = x - y;
            bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
            RawMemory.putInt(out + 4L * row, (int) v);
        }
        return bad >= 0;
    }

    /** Multiplies. */
    public static boolean multiply(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getInt(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getInt(left + 4L * row);
                long v = x * y;
                bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
                RawMemory.putInt(out + 4L * row, (int) v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getInt(left + (long) leftStride * row);
            long y = RawMemory.getInt(right + 4L * row);
            long v = x * y;
            bad |= (v - Integer.MIN_VALUE) | (Integer.MAX_VALUE - v);
            RawMemory.putInt(out + 4L * row, (int) v);
        }
        return bad >= 0;
    }
}
