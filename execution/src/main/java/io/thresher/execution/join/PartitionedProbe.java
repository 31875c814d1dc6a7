package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.join.table.Partitioner;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.WaitingRows;
import java.util.List;

/**
 * A task's probe of a table that is larger than the caches: rows wait by the partition of the table that they will be looked up in,
 * and go to the probe itself many of one partition at a time, so that they meet a part of the table and of the build rows that
 * stays in the cache. A batch whose rows lie close together anyway goes there at once.
 */
final class PartitionedProbe implements StreamingOperator {
    private static final long MAX_WAITING_BYTES = 128 << 20;
    /** Share of the query's memory that a task's waiting rows may take. */
    private static final long MEMORY_SHARE = 16;
    /** Rows that a batch should have in a partition before it goes to the next. */
    private static final int CLUSTERED_ROWS = 8;

    private final StreamingOperator probe;
    private final Partitioner partitioner;
    private final WaitingRows rows;
    private final CancellationToken cancellation;
    private final boolean dropsUnmatched;
    private final int partitionCount;
    private final long maxWaitingBytes;
    private final int[] keyColumns;
    private final Column[] keys;
    private final int[] partitions = new int[ColumnBatch.MAX_ROWS];
    private final int[] kept = new int[ColumnBatch.MAX_ROWS];

    /** Makes a way to {@code probe}, which it owns; with {@code dropsUnmatched} rows that match nothing go nowhere. */
    PartitionedProbe(
            StreamingOperator probe,
            Partitioner partitioner,
            List<DataType> types,
            List<Integer> keyColumns,
            int partitionBits,
            boolean dropsUnmatched,
            QueryContext context) {
        this.probe = probe;
        this.partitioner = partitioner;
        this.dropsUnmatched = dropsUnmatched;
        this.partitionCount = 1 << partitionBits;
        this.cancellation = context.cancellation();
        this.rows = new WaitingRows(types, partitionCount, context.memory());
        this.maxWaitingBytes = Math.min(MAX_WAITING_BYTES, context.memory().limitBytes() / MEMORY_SHARE);
        this.keyColumns = keyColumns.stream().mapToInt(Integer::intValue).toArray();
        this.keys = new Column[this.keyColumns.length];
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        cancellation.check();
        int[] positions = ColumnValues.positions(batch);
        int count = batch.selectedCount();
        for (int k = 0; k < keys.length; k++) {
            keys[k] = batch.column(keyColumns[k]);
        }
        partitioner.partition(keys, positions, count, partitions);
        if (isClustered(count)) {
            probe.process(batch, output);
            return;
        }
        int left = 0;
        for (int i = 0; i < count; i++) {
            int partition = partitions[i];
            kept[left] = positions[i];
            // One that matches nothing may wait anywhere.
            partitions[left] = Math.max(0, partition);
            left += partition >= 0 || !dropsUnmatched ? 1 : 0;
        }
        rows.add(batch.columns(), kept, left, partitions);
        if (rows.waitingBytes() > maxWaitingBytes) {
            drain(output);
        }
    }

    private boolean isClustered(int count) {
        int changes = 0;
        for (int i = 1; i < count; i++) {
            changes += partitions[i] != partitions[i - 1] ? 1 : 0;
        }
        return changes * CLUSTERED_ROWS <= count;
    }

    private void drain(BatchConsumer output) {
        for (int partition = 0; partition < partitionCount; partition++) {
            cancellation.check();
            rows.drain(partition, (columns, count) -> probe.process(new ColumnBatch(columns, count), output));
        }
        rows.resetStrings();
    }

    @Override
    public void finish(BatchConsumer output) {
        drain(output);
        probe.finish(output);
    }

    @Override
    public boolean isDone() {
        return probe.isDone();
    }

    @Override
    public void close() {
        rows.close();
        probe.close();
    }
}
