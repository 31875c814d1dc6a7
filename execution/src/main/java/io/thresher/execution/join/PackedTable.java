package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.ColumnValues;

/** A table over keys packed into 64 bits: walks the build side and leaves storing and searching to the kinds below it. */
abstract class PackedTable implements JoinTable {
    private final PackedKeys packing;
    private final Duplicates duplicates;

    PackedTable(PackedKeys packing, Duplicates duplicates) {
        this.packing = packing;
        this.duplicates = duplicates;
    }

    /** Stores build row {@code row} under {@code key}, or returns the first row that has this key. -1 if stored. */
    abstract int put(long key, int row);

    /** Searches {@code count} packed keys; see {@link JoinTable.Lookup#find}, {@code live} are the numbers of the keys. */
    abstract int find(long[] packed, int[] live, int count, Scratch scratch, int[] matched, int[] firstRows);

    /** Stores the rows of the build side. */
    final void build(Column[] keys, int rowCount, QueryContext context) {
        ColumnValues[] values = values(keys.length);
        long[] packed = new long[ColumnBatch.MAX_ROWS];
        int[] live = new int[ColumnBatch.MAX_ROWS];
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        for (int from = 0; from < rowCount; from += ColumnBatch.MAX_ROWS) {
            context.cancellation().check();
            int count = Math.min(ColumnBatch.MAX_ROWS, rowCount - from);
            for (int i = 0; i < count; i++) {
                rows[i] = from + i;
            }
            for (int k = 0; k < keys.length; k++) {
                values[k].load(keys[k], rows, count);
            }
            int kept = packing.pack(values, count, packed, live);
            for (int j = 0; j < kept; j++) {
                int first = put(packed[j], from + live[j]);
                if (first >= 0) {
                    duplicates.add(first, from + live[j]);
                }
            }
        }
        duplicates.finish(row -> JoinKeys.hasNull(keys, row), context.cancellation()::check);
    }

    private static ColumnValues[] values(int count) {
        ColumnValues[] values = new ColumnValues[count];
        for (int k = 0; k < count; k++) {
            values[k] = new ColumnValues();
        }
        return values;
    }

    @Override
    public final Duplicates duplicates() {
        return duplicates;
    }

    @Override
    public final Lookup createLookup() {
        return new Scratch();
    }

    /** A thread's search and its scratch space. */
    final class Scratch implements Lookup {
        private final long[] packed = new long[ColumnBatch.MAX_ROWS];
        private final int[] live = new int[ColumnBatch.MAX_ROWS];
        final long[] places = new long[ColumnBatch.MAX_ROWS];
        final long[] loaded = new long[ColumnBatch.MAX_ROWS];
        private ColumnValues[] values = new ColumnValues[0];

        @Override
        public int find(Column[] keys, int[] positions, int count, int[] matched, int[] firstRows) {
            if (values.length != keys.length) {
                values = values(keys.length);
            }
            for (int k = 0; k < keys.length; k++) {
                values[k].load(keys[k], positions, count);
            }
            int kept = packing.pack(values, count, packed, live);
            return PackedTable.this.find(packed, live, kept, this, matched, firstRows);
        }
    }
}
