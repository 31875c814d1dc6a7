package io.thresher.memory;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Memory of a query that refuses one allocation, the n-th, for tests that have every one refused in turn. */
public final class FailingMemory implements AutoCloseable {
    private final MemoryPool pool = new MemoryPool(1L << 30);
    private final QueryMemory memory;
    private int left;
    private boolean failed;

    /** Makes memory whose allocation {@code number}, counted from 0, is refused. */
    public FailingMemory(int number) {
        this.left = number;
        BufferAllocator allocator = new RootAllocator(
                new AllocationListener() {
                    @Override
                    public void onPreAllocation(long size) {
                        if (left-- == 0) {
                            failed = true;
                            throw new IllegalStateException("Refused by the test");
                        }
                    }
                },
                Long.MAX_VALUE);
        this.memory = new QueryMemory(pool, allocator, Long.MAX_VALUE);
    }

    public QueryMemory memory() {
        return memory;
    }

    /** Whether it came to that allocation. */
    public boolean failed() {
        return failed;
    }

    /** Throws IllegalStateException if a byte is left. */
    @Override
    public void close() {
        memory.close();
        pool.close();
    }
}
