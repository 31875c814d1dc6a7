package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.ColumnValues;
import org.jspecify.annotations.Nullable;

/** A table over keys packed into 64 bits: walks the build side and leaves storing and searching to the kinds below it. */
abstract class PackedTable implements JoinTable, TableBuild.Target {
    static final int STORED = -1;
    static final int RAN_OUT = -2;
    static final long NOWHERE = -1;

    private final PackedKeys packing;
    private final Duplicates duplicates;
    private final Column[] keys;
    private final int rowCount;
    private final CancellationToken cancellation;
    private RowNumbers[] rest = new RowNumbers[0];

    PackedTable(PackedKeys packing, Column[] keys, int rowCount, QueryContext context) {
        this.packing = packing;
        this.duplicates = new Duplicates(rowCount, context.memory());
        this.keys = keys;
        this.rowCount = rowCount;
        this.cancellation = context.cancellation();
    }

    /** Places of the table. */
    abstract long slots();

    /** The place, below {@link #slots}, at which {@code key} is looked for first. */
    abstract long slot(long key);

    /**
     * Stores build row {@code row} under {@code key}, or returns the first row that has this key; {@link #STORED} if stored, {@link
     * #RAN_OUT} if the search came to place {@code stop}, which may be {@link #NOWHERE}.
     */
    abstract int put(long key, int row, long stop);

    /** Searches {@code count} packed keys; see {@link JoinTable.Lookup#find}, {@code live} are the numbers of the keys. */
    abstract int find(long[] packed, int[] live, int count, Scratch scratch, int[] matched, int[] firstRows);

    @Override
    public final TableBuild build(int shares) {
        rest = new RowNumbers[shares];
        return new TableBuild(this, duplicates, shares, cancellation::check);
    }

    @Override
    public final void fill(int share, int shares) {
        long from = slots() / shares * share;
        boolean last = share == shares - 1;
        long to = last ? slots() : from + slots() / shares;
        long stop = shares == 1 ? NOWHERE : last ? 0 : to;
        RowNumbers ranOut = new RowNumbers();
        rest[share] = ranOut;
        ColumnValues[] values = values(keys.length);
        long[] packed = new long[ColumnBatch.MAX_ROWS];
        int[] live = new int[ColumnBatch.MAX_ROWS];
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        for (int start = 0; start < rowCount; start += ColumnBatch.MAX_ROWS) {
            cancellation.check();
            int kept = pack(start, values, rows, packed, live);
            for (int j = 0; j < kept; j++) {
                long slot = slot(packed[j]);
                if (slot >= from && slot < to) {
                    int row = start + live[j];
                    int first = put(packed[j], row, stop);
                    if (first >= 0) {
                        duplicates.add(first, row);
                    } else if (first == RAN_OUT) {
                        ranOut.add(row, packed[j]);
                    }
                }
            }
        }
    }

    private int pack(int start, ColumnValues[] values, int[] rows, long[] packed, int[] live) {
        int count = Math.min(ColumnBatch.MAX_ROWS, rowCount - start);
        for (int i = 0; i < count; i++) {
            rows[i] = start + i;
        }
        for (int k = 0; k < keys.length; k++) {
            values[k].load(keys[k], rows, count);
        }
        return packing.pack(values, count, packed, live);
    }

    @Override
    public final void fillRest() {
        for (RowNumbers ranOut : rest) {
            for (int i = 0; i < ranOut.count(); i++) {
                int first = put(ranOut.key(i), ranOut.row(i), NOWHERE);
                if (first >= 0) {
                    duplicates.add(first, ranOut.row(i));
                }
            }
        }
        rest = new RowNumbers[0];
    }

    @Override
    public final Duplicates.@Nullable LeftOut leftOut() {
        for (Column key : keys) {
            if (key.mayHaveNulls()) {
                return row -> JoinKeys.hasNull(keys, row);
            }
        }
        return null;
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
