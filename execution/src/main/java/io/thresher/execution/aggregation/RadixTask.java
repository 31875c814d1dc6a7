package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.WaitingRows;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One task's way to {@link RadixGroups}: rows wait by partition and are added to the partition's table many at a time. */
final class RadixTask implements AutoCloseable {
    private static final long MAX_WAITING_BYTES = 128 << 20;
    /** Share of the query's memory that a task's waiting rows may take. */
    private static final long MEMORY_SHARE = 16;

    private final AggregationLayout layout;
    private final GroupTable groups;
    private final AggregateStates states;
    private final RadixGroups radix;
    private final WaitingRows rows;
    private final CancellationToken cancellation;
    private final List<Integer> usedColumns;
    private final long maxWaitingBytes;
    private final int[] partitions = new int[ColumnBatch.MAX_ROWS];
    private final Column[] used;
    private final Column[] keys;
    private final Column[] drainedKeys;
    private final Column[] drainedInput;

    /** Feeds {@code states}, with the search and scratch space of {@code groups}. */
    RadixTask(
            AggregationLayout layout,
            GroupTable groups,
            AggregateStates states,
            RadixGroups radix,
            QueryContext context) {
        this.layout = layout;
        this.groups = groups;
        this.states = states;
        this.radix = radix;
        this.usedColumns = layout.usedColumns();
        List<DataType> types = usedColumns.stream().map(layout::inputType).toList();
        this.cancellation = context.cancellation();
        this.rows = new WaitingRows(types, RadixGroups.PARTITIONS, context.memory());
        this.maxWaitingBytes = Math.min(MAX_WAITING_BYTES, context.memory().limitBytes() / MEMORY_SHARE);
        this.used = new Column[types.size()];
        this.keys = new Column[layout.keyTypes().size()];
        this.drainedKeys = new Column[keys.length];
        this.drainedInput = new Column[layout.inputColumns()];
    }

    void add(Column[] columns, int[] positions, int count) {
        for (int c = 0; c < used.length; c++) {
            used[c] = columns[usedColumns.get(c)];
        }
        for (int k = 0; k < keys.length; k++) {
            keys[k] = columns[layout.node().groupKeys().get(k)];
        }
        RadixGroups.partitions(groups.hash(keys, positions, count), count, partitions);
        rows.add(used, positions, count, partitions);
        if (rows.waitingBytes() > maxWaitingBytes) {
            drain();
        }
    }

    private void drain() {
        // Tasks start at different places, so that they seldom want the same partition at the same time.
        int start = System.identityHashCode(this);
        for (int i = 0; i < RadixGroups.PARTITIONS; i++) {
            cancellation.check();
            int partition = start + i & RadixGroups.PARTITIONS - 1;
            ReentrantLock lock = radix.lock(partition);
            lock.lock();
            try {
                RowHashTable table = radix.table(partition);
                rows.drain(partition, (columns, count) -> group(table, columns, count));
            } finally {
                lock.unlock();
            }
        }
        rows.resetStrings();
    }

    private void group(RowHashTable table, Column[] columns, int count) {
        for (int c = 0; c < columns.length; c++) {
            drainedInput[usedColumns.get(c)] = columns[c];
        }
        for (int k = 0; k < drainedKeys.length; k++) {
            drainedKeys[k] = drainedInput[layout.node().groupKeys().get(k)];
        }
        states.load(drainedInput, ColumnValues.allRows(), count);
        states.update(groups.findIn(table, drainedKeys, count));
    }

    /** Adds what is waiting and gives its memory back. */
    void finish() {
        drain();
        rows.close();
    }

    @Override
    public void close() {
        rows.close();
    }
}
