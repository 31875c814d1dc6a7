package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on FLOAT64 buffers, by IEEE 754, over rows that may hold anything; each method returns whether every
 * result is finite, and the caller then looks at the rows that count one by one. A stride of 0 makes a side constant (not
 * both). SAFETY: buffers hold every row of the selection, or the first {@code count} if it is null.
 */
public final class DoubleArithmetic {
    private DoubleArithmetic() {}

    /** Adds. */
    public static boolean add(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        double bad = 0;
        if (rightStride == 0) {
            double y = RawMemory.getDouble(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                double x = RawMemory.getDouble(left + 8L * row);
                double v = x + y;
                bad += v * 0.0;
                RawMemory.putDouble(out + 8L * row, v);
            }
            return bad == 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double x = RawMemory.getDouble(left + (long) leftStride * row);
            double y = RawMemory.getDouble(right + 8L * row);
            double v = x + y;
            bad += v * 0.0;
            RawMemory.putDouble(out + 8L * row, v);
        }
        return bad == 0;
    }

    /** Subtracts. */
    public static boolean subtract(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        double bad = 0;
        if (rightStride == 0) {
            double y = RawMemory.getDouble(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                double x = RawMemory.getDouble(left + 8L * row);
                double v = x - y;
                bad += v * 0.0;
                RawMemory.putDouble(out + 8L * row, v);
            }
            return bad == 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double x = RawMemory.getDouble(left + (long) leftStride * row);
            double y = RawMemory.getDouble(right + 8L * row);
            double v = x - y;
            bad += v * 0.0;
            RawMemory.putDouble(out + 8L * row, v);
        }
        return bad == 0;
    }

    /** Multiplies. */
    public static boolean multiply(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        double bad = 0;
        if (rightStride == 0) {
            double y = RawMemory.getDouble(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                double x = RawMemory.getDouble(left + 8L * row);
                double v = x * y;
                bad += v * 0.0;
                RawMemory.putDouble(out + 8L * row, v);
            }
            return bad == 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double x = RawMemory.getDouble(left + (long) leftStride * row);
            double y = RawMemory.getDouble(right + 8L * row);
            double v = x * y;
            bad += v * 0.0;
            RawMemory.putDouble(out + 8L * row, v);
        }
        return bad == 0;
    }

    /** Divides; an infinite or NaN quotient counts as an overflow to look at. */
    public static boolean divide(
            long left, int leftStride, long right, int rightStride, long out, int @Nullable [] selection, int count) {
        double bad = 0;
        if (rightStride == 0) {
            double y = RawMemory.getDouble(right);
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                double x = RawMemory.getDouble(left + 8L * row);
                double v = x / y;
                bad += v * 0.0;
                RawMemory.putDouble(out + 8L * row, v);
            }
            return bad == 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double x = RawMemory.getDouble(left + (long) leftStride * row);
            double y = RawMemory.getDouble(right + 8L * row);
            double v = x / y;
            bad += v * 0.0;
            RawMemory.putDouble(out + 8L * row, v);
        }
        return bad == 0;
    }
}
