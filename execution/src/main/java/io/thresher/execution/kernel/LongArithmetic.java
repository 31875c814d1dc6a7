package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on INT64 buffers, wrapping around, over rows that may hold anything; each method returns whether no
 * row overflowed, and the caller then looks at the rows that count one by one. A stride of 0 makes a side constant (not
 * both). SAFETY: buffers hold every row of the selection, or the first {@code count} if it is null.
 */
public final class LongArithmetic {
    private LongArithmetic() {}

    /** Adds. */
    public static boolean add(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getLong(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getLong(left + 8L * row);
                long v = x + y;
                bad |= (x ^ v) & (y ^ v);
                RawMemory.putLong(out + 8L * row, v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getLong(left + (long) leftStride * row);
            long y = RawMemory.getLong(right + 8L * row);
            long v = x + y;
            bad |= (x ^ v) & (y ^ v);
            RawMemory.putLong(out + 8L * row, v);
        }
        return bad >= 0;
    }

    /** Subtracts. */
    public static boolean subtract(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getLong(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getLong(left + 8L * row);
                long v = x - y;
                bad |= (x ^ y) & (x ^ v);
                RawMemory.putLong(out + 8L * row, v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getLong(left + (long) leftStride * row);
            long y = RawMemory.getLong(right + 8L * row);
            long v = x - y;
            bad |= (x ^ y) & (x ^ v);
            RawMemory.putLong(out + 8L * row, v);
        }
        return bad >= 0;
    }

    /** Multiplies. */
    public static boolean multiply(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (rightStride == 0) {
            long y = RawMemory.getLong(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                long x = RawMemory.getLong(left + 8L * row);
                long v = x * y;
                long overflow = Math.multiplyHigh(x, y) ^ (v >> 63);
                bad |= overflow | -overflow;
                RawMemory.putLong(out + 8L * row, v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long x = RawMemory.getLong(left + (long) leftStride * row);
            long y = RawMemory.getLong(right + 8L * row);
            long v = x * y;
            long overflow = Math.multiplyHigh(x, y) ^ (v >> 63);
            bad |= overflow | -overflow;
            RawMemory.putLong(out + 8L * row, v);
        }
        return bad >= 0;
    }
}
