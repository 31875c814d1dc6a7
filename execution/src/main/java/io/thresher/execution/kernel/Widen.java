package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Loops that convert numbers to types that hold every value of them; rows may hold anything. */
public final class Widen {
    private Widen() {}

    /** INT32 to INT64. */
    public static void intToLong(long data, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putLong(out + 8L * row, RawMemory.getInt(data + 4L * row));
        }
    }

    /** INT32 to FLOAT64. */
    public static void intToDouble(long data, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putDouble(out + 8L * row, RawMemory.getInt(data + 4L * row));
        }
    }

    /** INT64 to FLOAT64, the nearest double. */
    public static void longToDouble(long data, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putDouble(out + 8L * row, RawMemory.getLong(data + 8L * row));
        }
    }

    /**
     * INT64 unscaled decimal to FLOAT64. Correctly rounded below 2^53, where dividend and divisor are exact; beyond, at
     * most one unit in the last place off.
     */
    public static void decimalToDouble(long data, double unit, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putDouble(out + 8L * row, RawMemory.getLong(data + 8L * row) / unit);
        }
    }

    /** INT32 to an INT64 decimal with {@code factor} units. */
    public static void intToDecimal(long data, long factor, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putLong(out + 8L * row, RawMemory.getInt(data + 4L * row) * factor);
        }
    }

    /** INT64 to an INT64 decimal with {@code factor} times the units. */
    public static void longToDecimal(long data, long factor, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putLong(out + 8L * row, RawMemory.getLong(data + 8L * row) * factor);
        }
    }

    /** INT32 ({@code ints}) or INT64 to an INT128 decimal with {@code factor} times the units. */
    public static void toWideDecimal(
            long data, boolean ints, long factor, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = ints ? RawMemory.getInt(data + 4L * row) : RawMemory.getLong(data + 8L * row);
            RawMemory.putLong(out + 16L * row, value * factor);
            RawMemory.putLong(out + 16L * row + 8, Math.multiplyHigh(value, factor));
        }
    }
}
