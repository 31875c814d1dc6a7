package io.thresher.execution.join.table;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.ColumnValues;
import java.util.Arrays;

/** A table over keys packed into 64 bits: walks the build side and leaves storing and searching to the kinds below it. */
abstract class PackedTable implements JoinTable, TableBuild.Target {
    static final int STORED = -1;
    static final int RAN_OUT = -2;
    static final long NOWHERE = -1;

    private final PackedKeys packing;
    private final Duplicates duplicates;
    private final CancellationToken cancellation;
    private Column[] keys = new Column[0];
    private BuildPartitions partitions;
    private RowNumbers[] rest = new RowNumbers[0];

    PackedTable(PackedKeys packing, int rowCount, QueryContext context) {
        this.packing = packing;
        this.duplicates = new Duplicates(rowCount, context.memory());
        this.cancellation = context.cancellation();
        this.partitions = BuildPartitions.one(rowCount);
    }

    /** Places of the table. */
    abstract long slots();

    /** The first place of the keys of partition {@code partition}, which may be one past the last. */
    abstract long firstSlot(int partition);

    /** Makes the places {@code from} to {@code to} (exclusive) free. */
    abstract void clear(long from, long to);

    /** The partition of a packed key. */
    abstract int partition(long key);

    /**
     * Stores build row {@code row} under {@code key}, or returns the first row that has this key; {@link #STORED} if stored, {@link
     * #RAN_OUT} if the search came to place {@code stop}, which may be {@link #NOWHERE}.
     */
    abstract int put(long key, int row, long stop);

    /** Searches {@code count} packed keys; see {@link JoinTable.Lookup#find}, {@code live} are the numbers of the keys. */
    abstract int find(long[] packed, int[] live, int count, Scratch scratch, int[] matched, int[] firstRows);

    @Override
    public final Partitioner createPartitioner() {
        return new KeyPartitioner();
    }

    @Override
    public final TableBuild build(Column[] buildKeys, BuildPartitions buildPartitions, int threads) {
        keys = buildKeys;
        partitions = buildPartitions;
        int shares = TableBuild.shares(partitions, threads);
        rest = new RowNumbers[shares];
        return new TableBuild(this, duplicates, partitions, shares, cancellation::check);
    }

    @Override
    public final void fill(int share, int from, int to) {
        RowNumbers ranOut = new RowNumbers();
        rest[share] = ranOut;
        Scratch scratch = new Scratch();
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        for (int partition = from; partition < to; partition++) {
            // Just before they are written to, so that they are in the cache then.
            clear(firstSlot(partition), firstSlot(partition + 1));
            long stop = partitions.count() == 1 ? NOWHERE : firstSlot(partition + 1) % slots();
            int end = partitions.starts()[partition + 1];
            for (int start = partitions.starts()[partition]; start < end; start += ColumnBatch.MAX_ROWS) {
                cancellation.check();
                int count = Math.min(ColumnBatch.MAX_ROWS, end - start);
                for (int i = 0; i < count; i++) {
                    rows[i] = start + i;
                }
                store(start, scratch.packKeys(keys, rows, count), scratch, stop, ranOut);
            }
        }
    }

    private void store(int start, int count, Scratch scratch, long stop, RowNumbers ranOut) {
        for (int j = 0; j < count; j++) {
            int row = start + scratch.live[j];
            int first = put(scratch.packed[j], row, stop);
            if (first >= 0) {
                duplicates.add(first, row);
            } else if (first == RAN_OUT) {
                ranOut.add(row, scratch.packed[j]);
            }
        }
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
    public final Duplicates duplicates() {
        return duplicates;
    }

    @Override
    public final Lookup createLookup() {
        return new Scratch();
    }

    /** A thread's packed keys. */
    private abstract class Packer {
        final long[] packed = new long[ColumnBatch.MAX_ROWS];
        final int[] live = new int[ColumnBatch.MAX_ROWS];
        private ColumnValues[] values = new ColumnValues[0];

        final int packKeys(Column[] columns, int[] positions, int count) {
            if (values.length != columns.length) {
                values = new ColumnValues[columns.length];
                Arrays.setAll(values, k -> new ColumnValues());
            }
            for (int k = 0; k < columns.length; k++) {
                values[k].load(columns[k], positions, count);
            }
            return packing.pack(values, count, packed, live);
        }
    }

    /** A thread's search and its scratch space. */
    final class Scratch extends Packer implements Lookup {
        final long[] places = new long[ColumnBatch.MAX_ROWS];
        final long[] loaded = new long[ColumnBatch.MAX_ROWS];

        @Override
        public int find(Column[] columns, int[] positions, int count, int[] matched, int[] firstRows) {
            int kept = packKeys(columns, positions, count);
            return PackedTable.this.find(packed, live, kept, this, matched, firstRows);
        }
    }

    private final class KeyPartitioner extends Packer implements Partitioner {
        @Override
        public void partition(Column[] columns, int[] positions, int count, int[] target) {
            int kept = packKeys(columns, positions, count);
            if (kept < count) {
                Arrays.fill(target, 0, count, Partitioner.NOWHERE);
            }
            for (int j = 0; j < kept; j++) {
                target[live[j]] = PackedTable.this.partition(packed[j]);
            }
        }
    }
}
