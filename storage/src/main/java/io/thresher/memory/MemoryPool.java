package io.thresher.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * All memory of the process that holds data. Queries take a {@link QueryMemory} from it. Freed buffers stay in free
 * lists by size class, because the first touch of fresh memory is the slowest thing an executor can do. Thread-safe.
 */
public final class MemoryPool implements AutoCloseable {
    private final BufferAllocator root;
    private final SlabCache slabs;
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private volatile LongConsumer shortage = bytes -> {};

    /** Makes a pool that lends at most {@code limitBytes} at a time, freed buffers in its free lists included. */
    public MemoryPool(long limitBytes) {
        this.limitBytes = limitBytes;
        this.slabs = new SlabCache(limitBytes);
        this.root = new RootAllocator(RootAllocator.configBuilder()
                .allocationManagerFactory(new SlabAllocationManager.Factory(slabs))
                .maxAllocation(Long.MAX_VALUE)
                .build());
    }

    /** Opens the memory of one query, limited to {@code limitBytes}; the caller closes it. */
    public QueryMemory openQuery(String queryId, long limitBytes) {
        return new QueryMemory(this, root.newChildAllocator(queryId, 0, Long.MAX_VALUE), limitBytes);
    }

    /** The bytes lent to queries now. */
    public long usedBytes() {
        return usedBytes.get();
    }

    /** The off-heap bytes that the process holds for this pool: lent ones and those in free lists. */
    public long offHeapBytes() {
        return slabs.heldBytes();
    }

    /** The most bytes this pool lends at a time. */
    public long limitBytes() {
        return limitBytes;
    }

    /** Sets who is asked to give so many bytes back when there are too few; it is called by the thread that needs them. */
    public void onShortage(LongConsumer listener) {
        shortage = listener;
    }

    boolean tryReserve(long bytes) {
        if (reserve(bytes)) {
            return true;
        }
        shortage.accept(bytes);
        return reserve(bytes);
    }

    private boolean reserve(long bytes) {
        long used = usedBytes.addAndGet(bytes);
        if (used > limitBytes) {
            usedBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        usedBytes.addAndGet(-bytes);
    }

    /** Frees everything; throws IllegalStateException if a query still holds memory. */
    @Override
    public void close() {
        root.close();
        slabs.close();
    }
}
