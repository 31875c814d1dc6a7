package io.thresher.memory;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The memory of one query: off-heap buffers and reservations for heap-held data, both counted against one limit.
 * Thread-safe. Whoever allocates a buffer frees it through {@link #free}; {@link #close} fails if a byte is left.
 */
public final class QueryMemory implements AutoCloseable {
    private final MemoryPool pool;
    private final BufferAllocator allocator;
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

    QueryMemory(MemoryPool pool, BufferAllocator allocator, long limitBytes) {
        this.pool = pool;
        this.allocator = allocator;
        this.limitBytes = limitBytes;
    }

    /**
     * Allocates at least {@code bytes} of uninitialised off-heap memory.
     *
     * @throws EngineException MEMORY_LIMIT_EXCEEDED if the query or the pool would pass its limit
     */
    public ArrowBuf allocate(long bytes) {
        long slab = SlabCache.slabBytes(bytes);
        reserve(slab);
        try {
            return allocator.buffer(slab);
        } catch (RuntimeException | OutOfMemoryError e) {
            release(slab);
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Out of off-heap memory, bytes asked: " + slab, e);
        }
    }

    /** Gives back a buffer of {@link #allocate}. */
    public void free(ArrowBuf buffer) {
        long slab = buffer.capacity();
        buffer.close();
        release(slab);
    }

    /**
     * Counts {@code bytes} of heap-held data against the limit until {@link #release}.
     *
     * @throws EngineException MEMORY_LIMIT_EXCEEDED if the query or the pool would pass its limit
     */
    public void reserve(long bytes) {
        long used = usedBytes.addAndGet(bytes);
        if (used > limitBytes) {
            usedBytes.addAndGet(-bytes);
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED,
                    "Query memory limit exceeded; raise query.max-memory or reduce the data that the query holds; limit "
                            + limitBytes + " bytes, in use " + (used - bytes) + ", asked " + bytes);
        }
        if (!pool.tryReserve(bytes)) {
            usedBytes.addAndGet(-bytes);
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED,
                    "Server memory exhausted; retry later or raise memory.max-bytes; limit " + pool.limitBytes()
                            + " bytes, asked " + bytes);
        }
        peakBytes.accumulateAndGet(used, Math::max);
    }

    /** Gives back bytes of {@link #reserve}. */
    public void release(long bytes) {
        usedBytes.addAndGet(-bytes);
        pool.release(bytes);
    }

    /** The bytes in use now. */
    public long usedBytes() {
        return usedBytes.get();
    }

    /** The most bytes in use at any time. */
    public long peakBytes() {
        return peakBytes.get();
    }

    /** The limit of this query in bytes. */
    public long limitBytes() {
        return limitBytes;
    }

    /** Ends the query's memory; throws IllegalStateException naming the leak if anything is still held. */
    @Override
    public void close() {
        long left = usedBytes.get();
        if (left != 0) {
            pool.release(left);
        }
        allocator.close();
        if (left != 0) {
            throw new IllegalStateException("Query leaked memory, bytes: " + left);
        }
    }
}
