package io.thresher.memory;

import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;

/** Gives Arrow's allocator its memory from a {@link SlabCache} instead of the operating system. */
final class SlabAllocationManager extends AllocationManager {
    private static final ArrowBuf EMPTY = new ArrowBuf(ReferenceManager.NO_OP, null, 0, 0);

    private final SlabCache slabs;
    private final long address;
    private final long requestedBytes;

    private SlabAllocationManager(BufferAllocator accountingAllocator, SlabCache slabs, long bytes) {
        super(accountingAllocator);
        this.slabs = slabs;
        this.requestedBytes = bytes;
        this.address = slabs.take(bytes);
    }

    @Override
    public long getSize() {
        return requestedBytes;
    }

    @Override
    protected long memoryAddress() {
        return address;
    }

    @Override
    protected void release0() {
        slabs.give(address, requestedBytes);
    }

    /** Makes allocation managers over one cache. */
    static final class Factory implements AllocationManager.Factory {
        private final SlabCache slabs;

        Factory(SlabCache slabs) {
            this.slabs = slabs;
        }

        @Override
        public AllocationManager create(BufferAllocator accountingAllocator, long bytes) {
            return new SlabAllocationManager(accountingAllocator, slabs, bytes);
        }

        @Override
        public ArrowBuf empty() {
            return EMPTY;
        }
    }
}
