package io.thresher.execution.join.build;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.join.table.BuildPartitions;
import io.thresher.execution.join.table.KeyRange;
import io.thresher.execution.join.table.Partitioner;
import io.thresher.execution.kernel.Gather;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a join's build side: tasks fill it, {@link #seal} counts them, then {@link #gather} or {@link #partition} makes one
 * run of values a column, so that a row number finds a value in one step. Columns that the join never looks at are not kept.
 */
public final class BuildSide implements AutoCloseable {
    private final QueryContext context;
    private final BuildLayout layout;
    private final int[] storedColumns;
    private final List<BuildRows> tasks = new ArrayList<>();
    private final List<BuildChunk> chunks = new ArrayList<>();
    private final List<KeyRange> ranges = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private @Nullable PartitionedGather partitioned;
    private boolean borrowed;
    private int rowCount;

    /** Makes the rows of an input with {@code inputTypes}, of which the columns marked {@code needed}, {@code keys} among them, are kept. */
    public BuildSide(List<DataType> inputTypes, boolean[] needed, List<Integer> keys, QueryContext context) {
        this.context = context;
        this.layout = BuildLayout.of(inputTypes, needed, keys);
        this.storedColumns = new int[needed.length];
        for (int c = 0; c < layout.inputColumns().length; c++) {
            storedColumns[layout.inputColumns()[c]] = c;
        }
    }

    /** A task's end of the build side. */
    public SinkOperator createSink() {
        return new BuildSinkOperator(this, new BuildRows(layout, context.memory()), context.cancellation());
    }

    synchronized void take(BuildRows rows) {
        tasks.add(rows);
    }

    /** Says that all rows are there. */
    public void seal() {
        layout.keys().forEach(key -> ranges.add(new KeyRange()));
        long rows = 0;
        for (BuildRows task : tasks) {
            for (BuildChunk chunk : task.chunks()) {
                chunks.add(chunk);
                rows += chunk.rowCount();
            }
            for (int k = 0; k < ranges.size(); k++) {
                ranges.get(k).add(task.ranges().get(k));
            }
        }
        if (rows > Integer.MAX_VALUE - 8) {
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Too many rows on the build side of a join; rows: " + rows);
        }
        rowCount = (int) rows;
    }

    /** The values of each key, once sealed. */
    public List<KeyRange> ranges() {
        return ranges;
    }

    /** The work that makes one run of each column, the rows as they came, to be done in parallel. */
    public List<Runnable> gather() {
        if (chunks.size() == 1) {
            borrowed = true;
            for (int c = 0; c < layout.types().size(); c++) {
                columns.add(chunks.get(0).column(c));
            }
            return List.of();
        }
        List<Runnable> work = new ArrayList<>();
        for (int c = 0; c < layout.types().size(); c++) {
            Column column = new Column(layout.types().get(c), context.memory());
            columns.add(column);
            int stored = c;
            work.add(() -> gather(stored, column));
        }
        return work;
    }

    private void gather(int stored, Column target) {
        target.ensureCapacity(rowCount);
        int start = 0;
        for (BuildChunk chunk : chunks) {
            context.cancellation().check();
            Gather.append(chunk.column(stored), null, chunk.rowCount(), target, start, rowCount);
            start += chunk.rowCount();
            chunk.column(stored).close();
        }
    }

    /** As {@link #gather}, the rows ordered by the partitions that each thread's {@code partitioners} tell: round by round. */
    public PartitionedGather partition(Supplier<Partitioner> partitioners, int partitionBits) {
        for (DataType type : layout.types()) {
            columns.add(new Column(type, context.memory()));
        }
        partitioned = new PartitionedGather(layout, chunks, columns, partitioners, partitionBits, context);
        return partitioned;
    }

    /** How the rows lie, once gathered. */
    public BuildPartitions partitions() {
        return partitioned == null ? BuildPartitions.one(rowCount) : partitioned.partitions();
    }

    public int rowCount() {
        return rowCount;
    }

    /** Bytes of a row as it is kept, long strings not counted. */
    public int rowBytes() {
        return layout.rowBytes();
    }

    /** The kept values of input column {@code inputColumn}, FLAT. */
    public Column column(int inputColumn) {
        return columns.get(storedColumns[inputColumn]);
    }

    @Override
    public void close() {
        if (partitioned != null) {
            partitioned.close();
        }
        if (!borrowed) {
            columns.forEach(Column::close);
        }
        columns.clear();
        chunks.clear();
        tasks.forEach(BuildRows::close);
        tasks.clear();
    }
}
