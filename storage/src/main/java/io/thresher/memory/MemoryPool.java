package io.thresher.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
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
    private volatile LongPredicate shortage = bytes -> false;

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

    /**
     * Sets who is asked to give so many bytes back when there are too few, and answers whether it gave any. It is called by the thread
     * that needs them, whatever locks that holds, so it must not wait for memory itself.
     */
    public void onShortage(LongPredicate listener) {
        shortage = listener;
    }

    boolean tryReserve(long bytes) {
        while (!reserve(bytes)) {
            long missing = usedBytes.get() + bytes - limitBytes;
            // Another thread may take what is given back, so as long as there is something it is asked for again.
            if (bytes > limitBytes || !shortage.test(Math.max(1, missing))) {
                return false;
            }
        }
        return true;
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
