package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Operations on selections: ascending positions in an int array. A null selection of {@code count} means the first
 * {@code count} rows. Outputs have room for {@code count} and may be the input, unless said otherwise.
 */
public final class Selections {
    private Selections() {}

    /** Keeps the rows that are not NULL in a column that is not CONSTANT. */
    public static int dropNulls(Column column, int @Nullable [] selection, int count, int[] output) {
        if (!column.mayHaveNulls()) {
            return copy(selection, count, output);
        }
        return select(column.validityAddress(), 0, selection, count, output);
    }

    /** Keeps the rows whose bit is set; with {@code negate} 1, those whose bit is clear. */
    public static int select(long bitmap, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += (RawMemory.getByte(bitmap + (row >>> 3)) >>> (row & 7) & 1) ^ negate;
        }
        return n;
    }

    /** Keeps the rows whose byte (0 or 1) is 1; with {@code negate} 1, those whose byte is 0. */
    public static int selectBytes(long data, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += RawMemory.getByte(data + row) ^ negate;
        }
        return n;
    }

    /** Keeps the rows whose dictionary code has the verdict (0 or 1) 1. */
    public static int selectCodes(long codes, byte[] verdicts, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += verdicts[RawMemory.getInt(codes + 4L * row)];
        }
        return n;
    }

    /** Writes the selection itself. */
    public static int copy(int @Nullable [] selection, int count, int[] output) {
        if (selection == null) {
            for (int i = 0; i < count; i++) {
                output[i] = i;
            }
        } else if (!sameArray(selection, output)) {
            System.arraycopy(selection, 0, output, 0, count);
        }
        return count;
    }

    private static boolean sameArray(int[] left, int[] right) {
        return left == right;
    }

    /**
     * Writes the positions of the selection that {@code removed}, a part of it, lacks. The output must not be
     * {@code removed}.
     */
    public static int subtract(int @Nullable [] selection, int count, int[] removed, int removedCount, int[] output) {
        int n = 0;
        int r = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (r < removedCount && removed[r] == row) {
                r++;
            } else {
                output[n++] = row;
            }
        }
        return n;
    }

    /** Merges two selections without common positions into {@code output}, which is neither of them. */
    public static int merge(int[] left, int leftCount, int[] right, int rightCount, int[] output) {
        int l = 0;
        int r = 0;
        int n = 0;
        while (l < leftCount && r < rightCount) {
            output[n++] = left[l] < right[r] ? left[l++] : right[r++];
        }
        System.arraycopy(left, l, output, n, leftCount - l);
        n += leftCount - l;
        System.arraycopy(right, r, output, n, rightCount - r);
        return n + rightCount - r;
    }
}
