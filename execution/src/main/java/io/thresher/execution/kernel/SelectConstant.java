package io.thresher.execution.kernel;

import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a selection by comparing a flat buffer with a constant. Each loop writes every position and advances by the
 * outcome, so there is no branch to mispredict; {@code negate} (0 or 1) turns equal into not equal, less into greater
 * or equal, greater into less or equal. All return how many positions they wrote. NULLs are not looked at:
 * {@link Selections#dropNulls} comes after. SAFETY: the output has room for {@code count} and may be the selection, as
 * a position is read before that place is written.
 */
public final class SelectConstant {
    private SelectConstant() {}

    /** INT32 values equal to the constant. */
    public static int equalInt(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getInt(data + 4L * row);
            output[n] = row;
            n += (int) ((((value ^ constant) & 0xFFFFFFFFL) - 1) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT32 values less than the constant. */
    public static int lessInt(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getInt(data + 4L * row);
            output[n] = row;
            n += (int) ((value - constant) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT32 values greater than the constant. */
    public static int greaterInt(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getInt(data + 4L * row);
            output[n] = row;
            n += (int) ((constant - value) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT32 values from {@code low} to {@code high}, inclusive. */
    public static int betweenInt(
            long data, long low, long high, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getInt(data + 4L * row);
            output[n] = row;
            n += (int) (~((value - low) | (high - value)) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT64 values equal to the constant. */
    public static int equalLong(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getLong(data + 8L * row);
            long difference = value ^ constant;
            output[n] = row;
            n += (int) (~(difference | -difference) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT64 values less than the constant. */
    public static int lessLong(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getLong(data + 8L * row);
            output[n] = row;
            n += (int) (((value & ~constant) | (~(value ^ constant) & (value - constant))) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT64 values greater than the constant. */
    public static int greaterLong(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long value = RawMemory.getLong(data + 8L * row);
            output[n] = row;
            n += (int) (((constant & ~value) | (~(value ^ constant) & (constant - value))) >>> 63) ^ negate;
        }
        return n;
    }

    /** INT64 values from {@code low} to {@code high}, inclusive; {@code low} is not above {@code high}. */
    public static int betweenLong(
            long data, long low, long high, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long distance = RawMemory.getLong(data + 8L * row) - low;
            long width = high - low;
            output[n] = row;
            n += (int) (~((~width & distance) | (~(width ^ distance) & (width - distance))) >>> 63) ^ negate;
        }
        return n;
    }

    /** FLOAT64 values equal to the constant, which is not NaN. */
    public static int equalDouble(
            long data, double constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double value = RawMemory.getDouble(data + 8L * row);
            output[n] = row;
            n += (value == constant ? 1 : 0) ^ negate;
        }
        return n;
    }

    /** FLOAT64 values less than the constant, which is not NaN; NaN is not. */
    public static int lessDouble(
            long data, double constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double value = RawMemory.getDouble(data + 8L * row);
            output[n] = row;
            n += (value < constant ? 1 : 0) ^ negate;
        }
        return n;
    }

    /** FLOAT64 values less than or equal to the constant, which is not NaN; NaN is not. */
    public static int lessOrEqualDouble(
            long data, double constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            double value = RawMemory.getDouble(data + 8L * row);
            output[n] = row;
            n += (value <= constant ? 1 : 0) ^ negate;
        }
        return n;
    }

    /** Strings equal to a constant of at most 12 bytes, given as the two longs of its view. */
    public static int equalShortView(
            long data, long head, long tail, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long view = data + 16L * row;
            long difference = (RawMemory.getLong(view) ^ head) | (RawMemory.getLong(view + 8) ^ tail);
            output[n] = row;
            n += (int) (~(difference | -difference) >>> 63) ^ negate;
        }
        return n;
    }

    /** Strings equal to the constant of more than 12 bytes whose view lies at {@code constant}. */
    public static int equalLongView(
            long data, long constant, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long view = data + 16L * row;
            output[n] = row;
            n += (StringView.equal(view, constant) ? 1 : 0) ^ negate;
        }
        return n;
    }
}
