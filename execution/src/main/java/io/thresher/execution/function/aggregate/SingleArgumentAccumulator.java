package io.thresher.execution.function.aggregate;

import io.thresher.execution.row.ColumnValues;
import java.util.Arrays;

/** Leaves NULL arguments out, so that each function has one loop over values that are there. */
abstract class SingleArgumentAccumulator implements Accumulator {
    private static final int MAX = io.thresher.batch.ColumnBatch.MAX_ROWS;

    private int[] index = new int[0];
    private long[] rows = new long[0];

    /** Adds values {@code from} to {@code to}, none NULL, found at {@code index} among those at {@code data}. */
    abstract void add(long data, int[] index, long[] rows, int from, int to, int offset);

    /** As {@link #add} with one state for all. */
    void addToOne(long data, int[] positions, int from, int to, long state) {
        if (rows.length == 0) {
            rows = new long[MAX];
        }
        Arrays.fill(rows, from, to, state);
        add(data, positions, rows, from, to, 0);
    }

    @Override
    public final void update(ColumnValues[] arguments, int from, int to, long[] states, int offset) {
        ColumnValues values = arguments[0];
        if (values.validity() == 0) {
            add(values.data(), values.index(), states, from, to, offset);
            return;
        }
        allocate();
        int[] source = values.index();
        int kept = 0;
        for (int i = from; i < to; i++) {
            if (!values.isNull(i)) {
                index[kept] = source[i];
                rows[kept++] = states[i];
            }
        }
        add(values.data(), index, rows, 0, kept, offset);
    }

    @Override
    public final void updateOne(ColumnValues[] arguments, int from, int to, long state) {
        ColumnValues values = arguments[0];
        if (values.validity() == 0) {
            addToOne(values.data(), values.index(), from, to, state);
            return;
        }
        allocate();
        int[] source = values.index();
        int kept = 0;
        for (int i = from; i < to; i++) {
            if (!values.isNull(i)) {
                index[kept++] = source[i];
            }
        }
        if (kept > 0) {
            addToOne(values.data(), index, 0, kept, state);
        }
    }

    private void allocate() {
        if (index.length == 0) {
            index = new int[MAX];
            rows = new long[MAX];
        }
    }

    @Override
    public void close() {}
}
