package io.thresher.execution.join.build;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.join.table.BuildPartitions;
import io.thresher.execution.join.table.Partitioner;
import io.thresher.execution.kernel.Bitmaps;
import io.thresher.execution.kernel.Scatter;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Makes one run of each build column with the rows of a partition side by side, in rounds whose work runs in parallel: each chunk's
 * rows are told their partition and counted; each chunk's rows are dealt out; flags of NULLs become bitmaps, column by column.
 */
public final class PartitionedGather implements AutoCloseable {
    private final BuildLayout layout;
    private final List<BuildChunk> chunks;
    private final List<Column> columns;
    private final Supplier<Partitioner> partitioners;
    private final QueryContext context;
    private final int[][] places;
    private final @Nullable ArrowBuf[] partitionOfRows;
    private final @Nullable ArrowBuf[] nullFlags;
    private int[] starts = new int[0];
    private int round;

    PartitionedGather(
            BuildLayout layout,
            List<BuildChunk> chunks,
            List<Column> columns,
            Supplier<Partitioner> partitioners,
            int partitionBits,
            QueryContext context) {
        this.layout = layout;
        this.chunks = chunks;
        this.columns = columns;
        this.partitioners = partitioners;
        this.context = context;
        this.places = new int[chunks.size()][1 << partitionBits];
        this.partitionOfRows = new ArrowBuf[chunks.size()];
        this.nullFlags = new ArrowBuf[columns.size()];
    }

    /** The work of the next round; empty when all is done. */
    public List<Runnable> next() {
        List<Runnable> work = new ArrayList<>();
        switch (round++) {
            case 0 -> forChunks(work, this::countPartitions);
            case 1 -> {
                layOut();
                forChunks(work, this::deal);
            }
            case 2 -> {
                for (int c = 0; c < nullFlags.length; c++) {
                    int column = c;
                    work.add(() -> makeValidity(column));
                }
            }
            default -> {}
        }
        return work;
    }

    private void forChunks(List<Runnable> work, ChunkWork piece) {
        for (int c = 0; c < chunks.size(); c++) {
            int chunk = c;
            work.add(() -> piece.run(chunk));
        }
    }

    private void countPartitions(int number) {
        BuildChunk chunk = chunks.get(number);
        int[] counts = places[number];
        ArrowBuf buffer = context.memory().allocate(4L * Math.max(1, chunk.rowCount()));
        partitionOfRows[number] = buffer;
        Partitioner partitioner = partitioners.get();
        Column[] keys = layout.keys().stream().map(chunk::column).toArray(Column[]::new);
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        int[] partitions = new int[ColumnBatch.MAX_ROWS];
        for (int from = 0; from < chunk.rowCount(); from += ColumnBatch.MAX_ROWS) {
            context.cancellation().check();
            int count = Math.min(ColumnBatch.MAX_ROWS, chunk.rowCount() - from);
            for (int i = 0; i < count; i++) {
                rows[i] = from + i;
            }
            partitioner.partition(keys, rows, count, partitions);
            for (int i = 0; i < count; i++) {
                // Rows that match nothing are kept for the joins that put them out; where they lie is all the same.
                int partition = Math.max(0, partitions[i]);
                partitions[i] = partition;
                counts[partition]++;
            }
            RawMemory.copy(partitions, 0, buffer.memoryAddress() + 4L * from, count);
        }
    }

    /** Turns counts into places and makes room. */
    private void layOut() {
        int partitionCount = places.length == 0 ? 1 : places[0].length;
        starts = new int[partitionCount + 1];
        int next = 0;
        for (int p = 0; p < partitionCount; p++) {
            starts[p] = next;
            for (int[] chunkPlaces : places) {
                int count = chunkPlaces[p];
                chunkPlaces[p] = next;
                next += count;
            }
        }
        starts[partitionCount] = next;
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            columns.get(c).ensureCapacity(next);
            if (chunks.stream().anyMatch(chunk -> chunk.mayHaveNulls(column))) {
                ArrowBuf flags = context.memory().allocate(next);
                nullFlags[c] = flags;
                RawMemory.fill(flags.memoryAddress(), next, (byte) 1);
            }
        }
    }

    private void deal(int number) {
        BuildChunk chunk = chunks.get(number);
        ArrowBuf buffer = partitionOfRows[number];
        if (buffer == null) {
            throw new IllegalStateException("Rows have no partitions yet");
        }
        int[] next = places[number];
        int[] targets = new int[ColumnBatch.MAX_ROWS];
        for (int from = 0; from < chunk.rowCount(); from += ColumnBatch.MAX_ROWS) {
            context.cancellation().check();
            int count = Math.min(ColumnBatch.MAX_ROWS, chunk.rowCount() - from);
            long partitions = buffer.memoryAddress() + 4L * from;
            for (int i = 0; i < count; i++) {
                targets[i] = next[RawMemory.getInt(partitions + 4L * i)]++;
            }
            for (int c = 0; c < columns.size(); c++) {
                Scatter.scatter(chunk.column(c), from, count, targets, columns.get(c));
                ArrowBuf flags = nullFlags[c];
                if (flags != null && chunk.mayHaveNulls(c)) {
                    Scatter.clearNulls(chunk.column(c), from, count, targets, flags.memoryAddress());
                }
            }
        }
        free(partitionOfRows, number);
        chunk.close();
    }

    private void makeValidity(int column) {
        ArrowBuf flags = nullFlags[column];
        if (flags != null) {
            int rows = starts[starts.length - 1];
            Bitmaps.fromBytes(flags.memoryAddress(), rows, columns.get(column).validityBuffer(Math.max(1, rows)));
            free(nullFlags, column);
        }
    }

    private void free(@Nullable ArrowBuf[] buffers, int index) {
        ArrowBuf buffer = buffers[index];
        if (buffer != null) {
            buffers[index] = null;
            context.memory().free(buffer);
        }
    }

    /** How the rows lie; once all is done. */
    BuildPartitions partitions() {
        return new BuildPartitions(starts);
    }

    @Override
    public void close() {
        for (int i = 0; i < partitionOfRows.length; i++) {
            free(partitionOfRows, i);
        }
        for (int i = 0; i < nullFlags.length; i++) {
            free(nullFlags, i);
        }
    }

    private interface ChunkWork {
        void run(int chunk);
    }
}
