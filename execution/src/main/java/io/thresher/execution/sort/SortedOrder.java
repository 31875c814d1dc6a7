package io.thresher.execution.sort;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** All rows of a sort in order, as references into the runs. Written once, then read by any thread. */
public final class SortedOrder implements AutoCloseable {
    private final QueryMemory memory;
    private final SortedRows rows;
    private final long count;
    private final ArrowBuf references;

    /** Makes an order of {@code count} rows still to be {@link #set}. */
    SortedOrder(SortedRows rows, long count, QueryMemory memory) {
        this.memory = memory;
        this.rows = rows;
        this.count = count;
        this.references = memory.allocate(Math.max(8, 8 * count));
    }

    /** The rows that the references are of. */
    public SortedRows rows() {
        return rows;
    }

    /** Rows in all. */
    public long count() {
        return count;
    }

    void set(long index, long reference) {
        RawMemory.putLong(references.memoryAddress() + 8 * index, reference);
    }

    /** The reference of row {@code index} of the order. */
    public long reference(long index) {
        return RawMemory.getLong(references.memoryAddress() + 8 * index);
    }

    /** Copies the references of rows {@code from} to {@code from + count} to {@code target}. */
    public void read(long from, int count, long[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = reference(from + i);
        }
    }

    long heldBytes() {
        return references.capacity();
    }

    @Override
    public void close() {
        memory.free(references);
    }
}
