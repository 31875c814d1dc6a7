package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Loops that check that unscaled decimals have no more digits than their type. */
public final class DecimalDigits {
    private DecimalDigits() {}

    /** Whether every INT64 value at the rows is within {@code precision} (1 to 18) digits. */
    public static boolean check(long data, int precision, int @Nullable [] selection, int count) {
        long limit = Int128.power(precision);
        long bad = 0;
        for (int i = 0; i < count; i++) {
            long value = RawMemory.getLong(data + 8L * (selection == null ? i : selection[i]));
            // Differences of a value near the ends of the range wrap around; then one of the other terms is negative.
            bad |= (limit - 1 - Math.abs(value)) | Math.abs(value);
        }
        return bad >= 0;
    }

    /** Whether every INT128 value at the rows is within {@code precision} digits. */
    public static boolean checkWide(long data, int precision, int @Nullable [] selection, int count) {
        Int128 value = new Int128();
        boolean good = true;
        for (int i = 0; i < count; i++) {
            good &= value.load(data + 16L * (selection == null ? i : selection[i]))
                    .hasDigits(precision);
        }
        return good;
    }
}
