package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of whole numbers for IN: a bitmap if they lie close together, else an open-addressed table at most half
 * full. Immutable, so threads may share it.
 */
public final class LongSet {
    /** The widest range kept as a bitmap (8 KiB). */
    private static final long MAX_BITMAP_RANGE = 1 << 16;

    private final long min;
    private final long range;
    private final long[] words;
    private final boolean bitmap;
    private final boolean hasEmptyMark;
    /** The number that marks a free slot of the table; whether it is in the set is kept apart. */
    private static final long EMPTY = 0x8000_0000_0000_0001L;

    public LongSet(long[] values) {
        long least = Arrays.stream(values).min().orElse(0);
        long most = Arrays.stream(values).max().orElse(-1);
        this.min = least;
        this.range = most - least;
        this.bitmap = values.length == 0 || range >= 0 && range < MAX_BITMAP_RANGE;
        boolean mark = false;
        if (bitmap) {
            words = new long[(int) (Math.max(0, range) >>> 6) + 1];
            for (long value : values) {
                words[(int) ((value - min) >>> 6)] |= 1L << (value - min);
            }
        } else {
            words = new long[Integer.highestOneBit(values.length * 2) * 2];
            Arrays.fill(words, EMPTY);
            for (long value : values) {
                mark |= value == EMPTY;
                insert(value);
            }
        }
        this.hasEmptyMark = mark;
    }

    private void insert(long value) {
        int slot = (int) Hash.ofLong(value) & (words.length - 1);
        while (words[slot] != EMPTY && words[slot] != value) {
            slot = (slot + 1) & (words.length - 1);
        }
        words[slot] = value;
    }

    /** Whether {@code value} is in the set. */
    public boolean contains(long value) {
        return bitmap ? bitAt(value) != 0 : find(value);
    }

    private int bitAt(long value) {
        long index = value - min;
        // One unsigned comparison covers both ends; an index outside reads word 0 and is masked away.
        int inside = Long.compareUnsigned(index, range) <= 0 && range >= 0 ? 1 : 0;
        return (int) (words[(int) (index >>> 6) * inside] >>> index) & inside;
    }

    private boolean find(long value) {
        if (value == EMPTY) {
            return hasEmptyMark;
        }
        int slot = (int) Hash.ofLong(value) & (words.length - 1);
        while (words[slot] != EMPTY) {
            if (words[slot] == value) {
                return true;
            }
            slot = (slot + 1) & (words.length - 1);
        }
        return false;
    }

    /** Keeps the INT32 values that are in the set, or with {@code negate} 1 those that are not. */
    public int selectInts(long data, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        if (bitmap) {
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                output[n] = row;
                n += bitAt(RawMemory.getInt(data + 4L * row)) ^ negate;
            }
            return n;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += (find(RawMemory.getInt(data + 4L * row)) ? 1 : 0) ^ negate;
        }
        return n;
    }

    /** Keeps the INT64 values that are in the set, or with {@code negate} 1 those that are not. */
    public int selectLongs(long data, int negate, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        if (bitmap) {
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                output[n] = row;
                n += bitAt(RawMemory.getLong(data + 8L * row)) ^ negate;
            }
            return n;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += (find(RawMemory.getLong(data + 8L * row)) ? 1 : 0) ^ negate;
        }
        return n;
    }
}
