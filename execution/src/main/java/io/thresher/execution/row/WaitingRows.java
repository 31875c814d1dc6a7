package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Input rows of one task waiting for their partition's table: chunks of columns, a list of them a partition. A chunk holds
 * {@link #chunkRows} rows: each column's values side by side, then a validity bitmap of each.
 * One thread at a time.
 */
public final class WaitingRows implements AutoCloseable {
    /** What the first chunks of all partitions may take together, about. */
    private static final int FIRST_CHUNKS_BYTES = 16 << 20;

    private static final int MAX_CHUNK_BYTES = 32 << 10;

    private static final int MIN_CHUNK_ROWS = 64;

    private final QueryMemory memory;
    private final int[] valueOffsets;
    private final int[] nullOffsets;
    private final int chunkRows;
    private final long chunkBytes;
    private final List<Deque<ArrowBuf>> full = new ArrayList<>();
    private final @Nullable ArrowBuf[] current;
    /** Addresses of the current chunks. */
    private final long[] currentAddresses;

    private final int[] used;
    private final Deque<ArrowBuf> free = new ArrayDeque<>();
    private final StringHeap strings;
    private final ColumnValues[] values;
    private final Column[] columns;
    private final long[] rowBases = new long[ColumnBatch.MAX_ROWS];
    private final int[] rowSlots = new int[ColumnBatch.MAX_ROWS];
    private long waitingBytes;

    /** Makes room for rows of {@code types} in partitions 0 to {@code partitionCount} (exclusive). */
    public WaitingRows(List<DataType> types, int partitionCount, QueryMemory memory) {
        this.memory = memory;
        this.current = new ArrowBuf[partitionCount];
        this.currentAddresses = new long[partitionCount];
        this.used = new int[partitionCount];
        this.strings = new StringHeap(memory);
        this.valueOffsets = new int[types.size()];
        this.nullOffsets = new int[types.size()];
        this.values = new ColumnValues[types.size()];
        this.columns = new Column[types.size()];
        this.chunkRows = chunkRows(types, Math.min(MAX_CHUNK_BYTES, FIRST_CHUNKS_BYTES / partitionCount));
        int offset = 0;
        for (int c = 0; c < valueOffsets.length; c++) {
            valueOffsets[c] = offset;
            offset += chunkRows * types.get(c).physicalType().bytes();
            values[c] = new ColumnValues();
            columns[c] = new Column(types.get(c), memory);
        }
        for (int c = 0; c < nullOffsets.length; c++) {
            nullOffsets[c] = offset;
            offset += chunkRows / 8;
        }
        this.chunkBytes = offset;
        for (int p = 0; p < partitionCount; p++) {
            full.add(new ArrayDeque<>());
        }
    }

    /** As many rows, a multiple of 64, as a chunk holds. */
    private static int chunkRows(List<DataType> types, int wantedBytes) {
        int bits = 0;
        for (DataType type : types) {
            bits += 8 * type.physicalType().bytes() + 1;
        }
        int rows = wantedBytes * 8 / Math.max(1, bits) / MIN_CHUNK_ROWS * MIN_CHUNK_ROWS;
        return Math.max(MIN_CHUNK_ROWS, Math.min(ColumnBatch.MAX_ROWS, rows));
    }

    /** Bytes in which rows wait. */
    public long waitingBytes() {
        return waitingBytes + strings.heldBytes();
    }

    /** Keeps {@code count} rows of {@code input}, which go to {@code partitions}. */
    public void add(Column[] input, int[] positions, int count, int[] partitions) {
        // A partition may fill its chunk in the middle of a batch, so rows get their places first.
        for (int i = 0; i < count; i++) {
            int partition = partitions[i];
            if (used[partition] == 0 || used[partition] == chunkRows) {
                startChunk(partition);
            }
            rowBases[i] = currentAddresses[partition];
            rowSlots[i] = used[partition]++;
        }
        for (int c = 0; c < columns.length; c++) {
            values[c].load(input[c], positions, count);
            scatter(c, count);
        }
    }

    private void startChunk(int partition) {
        if (current[partition] != null) {
            full.get(partition).add(current[partition]);
            current[partition] = null;
        }
        ArrowBuf chunk = free.pollLast();
        if (chunk == null) {
            chunk = memory.allocate(chunkBytes);
        }
        waitingBytes += chunkBytes;
        RawMemory.fill(chunk.memoryAddress() + nullOffset(), chunkBytes - nullOffset(), (byte) 0xFF);
        current[partition] = chunk;
        currentAddresses[partition] = chunk.memoryAddress();
        used[partition] = 0;
    }

    private int nullOffset() {
        return nullOffsets.length == 0 ? 0 : nullOffsets[0];
    }

    private void scatter(int c, int count) {
        ColumnValues source = values[c];
        int offset = valueOffsets[c];
        long data = source.data();
        int[] index = source.index();
        switch (source.type()) {
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(rowBases[i] + offset + rowSlots[i], RawMemory.getByte(data + index[i]));
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(rowBases[i] + offset + 4L * rowSlots[i], RawMemory.getInt(data + 4L * index[i]));
                }
            }
            case INT64, FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(rowBases[i] + offset + 8L * rowSlots[i], RawMemory.getLong(data + 8L * index[i]));
                }
            }
            case INT128 -> {
                for (int i = 0; i < count; i++) {
                    StringView.copy(data + 16L * index[i], rowBases[i] + offset + 16L * rowSlots[i]);
                }
            }
            case VIEW -> {
                for (int i = 0; i < count; i++) {
                    long target = rowBases[i] + offset + 16L * rowSlots[i];
                    if (source.isNull(i)) {
                        StringView.write(target, 0, 0);
                    } else {
                        strings.copyView(data + 16L * index[i], target);
                    }
                }
            }
        }
        if (source.validity() != 0) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(i)) {
                    Column.clearBit(rowBases[i] + nullOffsets[c], rowSlots[i]);
                }
            }
        }
    }

    /**
     * Lends the waiting rows of a partition to {@code consumer}, a chunk at a time, and forgets them: also the chunk at
     * which the consumer fails.
     */
    public void drain(int partition, Consumer consumer) {
        Deque<ArrowBuf> chunks = full.get(partition);
        for (ArrowBuf chunk = chunks.pollFirst(); chunk != null; chunk = chunks.pollFirst()) {
            lendAndForget(chunk, chunkRows, consumer);
        }
        ArrowBuf last = current[partition];
        if (last != null) {
            int count = used[partition];
            current[partition] = null;
            used[partition] = 0;
            lendAndForget(last, count, consumer);
        }
    }

    private void lendAndForget(ArrowBuf chunk, int count, Consumer consumer) {
        free.add(chunk);
        waitingBytes -= chunkBytes;
        if (count > 0) {
            lend(chunk, count, consumer);
        }
    }

    private void lend(ArrowBuf chunk, int count, Consumer consumer) {
        for (int c = 0; c < columns.length; c++) {
            long validity = chunk.memoryAddress() + nullOffsets[c];
            boolean full = true;
            for (int i = 0; i < count; i += 64) {
                long wanted = count - i >= 64 ? -1L : (1L << (count - i)) - 1;
                full &= (RawMemory.getLong(validity + (i >>> 3)) & wanted) == wanted;
            }
            columns[c].borrowValues(Encoding.FLAT, chunk.memoryAddress() + valueOffsets[c], full ? 0 : validity);
        }
        consumer.accept(columns, count);
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
            if (current[p] != null) {
                memory.free(current[p]);
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
