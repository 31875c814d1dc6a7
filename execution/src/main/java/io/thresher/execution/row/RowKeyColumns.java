package io.thresher.execution.row;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/**
 * Compares and copies keys between columns and rows: the loops of {@link RowHashTable} and their scratch space, which one
 * thread may use for any number of tables of one layout.
 */
public final class RowKeyColumns {
    private final RowLayout layout;
    private final long[] headers = new long[ColumnBatch.MAX_ROWS];
    private final long[] narrow;
    private final int[] candidates = new int[ColumnBatch.MAX_ROWS];
    private final int[] wrong = new int[ColumnBatch.MAX_ROWS];

    public RowKeyColumns(RowLayout layout) {
        this.layout = layout;
        this.narrow = layout.isSingleNarrowKey() ? new long[ColumnBatch.MAX_ROWS] : new long[0];
    }

    /** Row headers for the keys: the hash below, the null bits above. */
    long[] headers(ColumnValues[] keys, long[] hashes, int size) {
        for (int i = 0; i < size; i++) {
            headers[i] = hashes[i] >>> 32;
        }
        for (int k = 0; k < Math.min(keys.length, RowLayout.HEADER_KEYS); k++) {
            if (keys[k].validity() != 0) {
                long bit = 1L << (32 + k);
                for (int i = 0; i < size; i++) {
                    if (keys[k].isNull(i)) {
                        headers[i] |= bit;
                    }
                }
            }
        }
        return headers;
    }

    /** Where the caller lists the dense numbers whose rows {@link #verify} shall look at. */
    int[] candidates() {
        return candidates;
    }

    /** Widens a narrow key column without NULLs to 64 bits. */
    long[] narrow(ColumnValues key, int size) {
        long data = key.data();
        int[] index = key.index();
        switch (key.type()) {
            case INT32 -> {
                for (int i = 0; i < size; i++) {
                    narrow[i] = RawMemory.getInt(data + 4L * index[i]);
                }
            }
            case INT64 -> {
                for (int i = 0; i < size; i++) {
                    narrow[i] = RawMemory.getLong(data + 8L * index[i]);
                }
            }
            case INT8, FLOAT64, INT128, VIEW -> {
                for (int i = 0; i < size; i++) {
                    narrow[i] = narrowValue(key.type(), key.address(i));
                }
            }
        }
        return narrow;
    }

    private static long narrowValue(PhysicalType type, long address) {
        return switch (type) {
            case INT8 -> RawMemory.getByte(address);
            case INT32 -> RawMemory.getInt(address);
            case INT64, INT128, VIEW -> RawMemory.getLong(address);
            case FLOAT64 -> doubleBits(RawMemory.getDouble(address));
        };
    }

    /** The bits that stand for a double in a key: one NaN, one zero. */
    private static long doubleBits(double value) {
        return Double.doubleToLongBits(value + 0.0);
    }

    /** Writes the keys of dense number {@code i} into a fresh row whose header is written, long strings into {@code strings}. */
    void write(ColumnValues[] keys, int i, long row, StringHeap strings) {
        for (int k = 0; k < keys.length; k++) {
            ColumnValues key = keys[k];
            long target = row + layout.keyOffset(k);
            if (key.isNull(i)) {
                if (k >= RowLayout.HEADER_KEYS) {
                    RawMemory.putLong(target - 8, 1);
                }
                continue;
            }
            long source = key.address(i);
            switch (key.type()) {
                case VIEW -> strings.copyView(source, target);
                case INT128 -> {
                    RawMemory.putLong(target, RawMemory.getLong(source));
                    RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
                }
                case INT8, INT32, INT64, FLOAT64 -> RawMemory.putLong(target, narrowValue(key.type(), source));
            }
        }
    }

    /**
     * Compares the keys of the first {@code count} candidates with {@code rows}, and leaves those that differ in
     * {@link #candidates}, returning how many. Headers are equal already.
     */
    int verify(ColumnValues[] keys, long[] rows, int count) {
        int differing = 0;
        for (int k = 0; k < keys.length; k++) {
            int kept = 0;
            for (int c = 0; c < count; c++) {
                int i = candidates[c];
                if (equalKey(keys[k], k, i, rows[i])) {
                    candidates[kept++] = i;
                } else {
                    wrong[differing++] = i;
                }
            }
            count = kept;
        }
        System.arraycopy(wrong, 0, candidates, 0, differing);
        return differing;
    }

    /** Whether the keys of dense number {@code i} are those of {@code row}, whose header is equal. */
    boolean equal(ColumnValues[] keys, int i, long row) {
        for (int k = 0; k < keys.length; k++) {
            if (!equalKey(keys[k], k, i, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean equalKey(ColumnValues key, int k, int i, long row) {
        long place = row + layout.keyOffset(k);
        if (key.isNull(i)) {
            return k < RowLayout.HEADER_KEYS || RawMemory.getLong(place - 8) != 0;
        }
        if (k >= RowLayout.HEADER_KEYS && RawMemory.getLong(place - 8) != 0) {
            return false;
        }
        long source = key.address(i);
        return switch (key.type()) {
            case VIEW -> StringView.equal(source, place);
            case INT128 ->
                RawMemory.getLong(source) == RawMemory.getLong(place)
                        && RawMemory.getLong(source + 8) == RawMemory.getLong(place + 8);
            case INT8, INT32, INT64, FLOAT64 -> narrowValue(key.type(), source) == RawMemory.getLong(place);
        };
    }
}
