package io.thresher.execution.join.table;

import java.util.Arrays;

/** The few rows, with their packed keys, for which a table's share had no place left before its end. */
final class RowNumbers {
    private int[] rows = new int[16];
    private long[] keys = new long[16];
    private int count;

    void add(int row, long key) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            keys = Arrays.copyOf(keys, 2 * count);
        }
        rows[count] = row;
        keys[count++] = key;
    }

    int count() {
        return count;
    }

    int row(int i) {
        return rows[i];
    }

    long key(int i) {
        return keys[i];
    }
}
