package io.thresher.storage.parquet.decoding;

import io.thresher.memory.QueryMemory;
import org.jspecify.annotations.Nullable;

/**
 * Heap arrays that all decoders of one reader use between two steps of a call; small enough to stay in cache. Counts them and
 * what decoders hold besides against the query until it is closed.
 */
public final class DecodeScratch implements AutoCloseable {
    private static final int BYTES = ValueDecoder.MAX_COUNT * 20;

    final int[] ints = new int[ValueDecoder.MAX_COUNT];
    final long[] longs = new long[ValueDecoder.MAX_COUNT];
    final BinaryValues binary = new BinaryValues();
    private final @Nullable QueryMemory memory;
    private long reservedBytes;

    /** Makes scratch space that counts for nobody. */
    public DecodeScratch() {
        this.memory = null;
    }

    /** Makes scratch space of a query. */
    public DecodeScratch(QueryMemory memory) {
        this.memory = memory;
        reserve(BYTES);
    }

    /**
     * Counts heap bytes that a decoder is about to take and keeps.
     *
     * @throws io.thresher.error.EngineException MEMORY_LIMIT_EXCEEDED
     */
    void reserve(long bytes) {
        if (memory != null) {
            memory.reserve(bytes);
            reservedBytes += bytes;
        }
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.release(reservedBytes);
            reservedBytes = 0;
        }
    }
}
