package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringHeap;
import io.thresher.memory.QueryMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one task waiting for their partition's turn, row by row in chunks, a list of them a partition: a row is written to one
 * place however many columns it has, because places in hundreds of partitions are more than the caches hold. One thread at a time.
 */
public final class WaitingRows implements AutoCloseable {
    /** What the first chunks of all partitions may take together, about. */
    private static final int FIRST_CHUNKS_BYTES = 16 << 20;

    private static final int MAX_CHUNK_BYTES = 32 << 10;
    /** Rows whose places stay in the first-level cache while column after column is written to them. */
    private static final int TILE_ROWS = 256;

    private final QueryMemory memory;
    private final WaitingLayout layout;
    private final int chunkRows;
    private final List<Deque<ArrowBuf>> full = new ArrayList<>();
    private final @Nullable ArrowBuf[] current;
    private final long[] next;
    private final long[] ends;
    private final Deque<ArrowBuf> free = new ArrayDeque<>();
    private final StringHeap strings;
    private final ColumnValues[] values;
    private final Column[] columns;
    private final long[] places = new long[TILE_ROWS];
    private int filled;
    private long waitingBytes;

    /** Makes room for rows of {@code types} in partitions 0 to {@code partitionCount} (exclusive). */
    public WaitingRows(List<DataType> types, int partitionCount, QueryMemory memory) {
        this.memory = memory;
        this.layout = new WaitingLayout(types);
        this.strings = new StringHeap(memory);
        int chunkBytes = Math.min(MAX_CHUNK_BYTES, FIRST_CHUNKS_BYTES / partitionCount);
        this.chunkRows = Math.max(1, Math.min(ColumnBatch.MAX_ROWS, chunkBytes / layout.rowBytes()));
        this.current = new ArrowBuf[partitionCount];
        this.next = new long[partitionCount];
        this.ends = new long[partitionCount];
        this.values = new ColumnValues[types.size()];
        Arrays.setAll(values, c -> new ColumnValues());
        this.columns = types.stream().map(type -> new Column(type, memory)).toArray(Column[]::new);
        for (int p = 0; p < partitionCount; p++) {
            full.add(new ArrayDeque<>());
        }
    }

    /** Bytes in which rows wait. */
    public long waitingBytes() {
        return waitingBytes + strings.heldBytes();
    }

    /** Keeps {@code count} rows of {@code input}, which go to {@code partitions}. */
    public void add(Column[] input, int[] positions, int count, int[] partitions) {
        for (int c = 0; c < values.length; c++) {
            values[c].load(input[c], positions, count);
        }
        for (int from = 0; from < count; from += TILE_ROWS) {
            int to = Math.min(count, from + TILE_ROWS);
            for (int i = from; i < to; i++) {
                int partition = partitions[i];
                long place = next[partition];
                if (place == ends[partition]) {
                    place = startChunk(partition);
                }
                places[i - from] = place;
                next[partition] = place + layout.rowBytes();
            }
            layout.write(values, from, to, places, strings);
        }
    }

    private long startChunk(int partition) {
        ArrowBuf before = current[partition];
        if (before != null) {
            full.get(partition).add(before);
            current[partition] = null;
        }
        next[partition] = 0;
        ends[partition] = 0;
        ArrowBuf chunk = free.pollLast();
        if (chunk == null) {
            chunk = memory.allocate((long) chunkRows * layout.rowBytes());
        }
        waitingBytes += chunk.capacity();
        current[partition] = chunk;
        long address = chunk.memoryAddress();
        ends[partition] = address + (long) chunkRows * layout.rowBytes();
        return address;
    }

    /**
     * Lends the waiting rows of a partition to {@code consumer}, as many at a time as a batch holds, and forgets them: also those at
     * which the consumer fails.
     */
    public void drain(int partition, Consumer consumer) {
        Deque<ArrowBuf> chunks = full.get(partition);
        filled = 0;
        for (ArrowBuf chunk = chunks.pollFirst(); chunk != null; chunk = chunks.pollFirst()) {
            forget(chunk);
            read(chunk, chunkRows, consumer);
        }
        ArrowBuf last = current[partition];
        if (last != null) {
            int count = (int) ((next[partition] - last.memoryAddress()) / layout.rowBytes());
            current[partition] = null;
            next[partition] = 0;
            ends[partition] = 0;
            forget(last);
            read(last, count, consumer);
        }
        lend(consumer);
    }

    private void forget(ArrowBuf chunk) {
        free.add(chunk);
        waitingBytes -= chunk.capacity();
    }

    private void read(ArrowBuf chunk, int count, Consumer consumer) {
        if (filled + count > ColumnBatch.MAX_ROWS) {
            lend(consumer);
        }
        layout.read(chunk.memoryAddress(), count, columns, filled);
        filled += count;
    }

    private void lend(Consumer consumer) {
        int count = filled;
        filled = 0;
        if (count > 0) {
            consumer.accept(columns, count);
        }
        for (Column column : columns) {
            column.resetFlat();
        }
    }

    /** Frees the strings of rows that were all drained. */
    public void resetStrings() {
        strings.reset();
    }

    @Override
    public void close() {
        for (Deque<ArrowBuf> chunks : full) {
            chunks.forEach(memory::free);
            chunks.clear();
        }
        for (int p = 0; p < current.length; p++) {
            ArrowBuf chunk = current[p];
            if (chunk != null) {
                memory.free(chunk);
                current[p] = null;
            }
        }
        free.forEach(memory::free);
        free.clear();
        strings.close();
        for (Column column : columns) {
            column.close();
        }
        waitingBytes = 0;
    }

    /** Takes columns of {@code count} rows, lent. */
    public interface Consumer {
        void accept(Column[] columns, int count);
    }
}
