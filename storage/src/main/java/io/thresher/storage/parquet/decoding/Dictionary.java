package io.thresher.storage.parquet.decoding;

import io.thresher.batch.Column;
import io.thresher.batch.StringHeap;
import io.thresher.memory.RawMemory;

/**
 * The decoded dictionary of a column chunk: a FLAT column without NULLs and the memory its views point to. Read by many
 * threads, closed once.
 */
public final class Dictionary implements AutoCloseable {
    private final Column values;
    private final StringHeap heap;
    private final int size;
    private final long id;

    /**
     * Decodes the {@code size} PLAIN values that {@code decoder}, which puts its strings into {@code heap}, was started
     * on. Takes ownership of {@code values} and {@code heap}, also if it fails.
     */
    public Dictionary(ValueDecoder decoder, Column values, StringHeap heap, int size, long id) {
        this.values = values;
        this.heap = heap;
        this.size = size;
        this.id = id;
        boolean done = false;
        try {
            values.ensureCapacity(size);
            int width = values.physicalType().bytes();
            if (size == 0) {
                // Codes under NULL are 0 and must find something readable.
                RawMemory.fill(values.dataAddress(), width, (byte) 0);
            }
            for (int at = 0; at < size; at += ValueDecoder.MAX_COUNT) {
                int n = Math.min(ValueDecoder.MAX_COUNT, size - at);
                decoder.decode(values.dataAddress() + (long) at * width, n);
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** The entries. */
    public Column values() {
        return values;
    }

    /** The number of entries. */
    public int size() {
        return size;
    }

    /** See {@link Column#dictionaryId}. */
    public long id() {
        return id;
    }

    @Override
    public void close() {
        values.close();
        heap.close();
    }
}
