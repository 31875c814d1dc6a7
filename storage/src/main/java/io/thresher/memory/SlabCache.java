package io.thresher.memory;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Free lists of off-heap slabs by power-of-two size. A slab goes back to the operating system only when the cache
 * would pass its cap. Thread-safe; one lock a size class.
 */
final class SlabCache implements AutoCloseable {
    private static final int MIN_SHIFT = 6;
    private static final int MAX_SHIFT = 40;

    private final FreeList[] freeLists = new FreeList[MAX_SHIFT + 1];
    private final AtomicLong cachedBytes = new AtomicLong();
    private final long capBytes;

    SlabCache(long capBytes) {
        this.capBytes = capBytes;
        for (int shift = MIN_SHIFT; shift <= MAX_SHIFT; shift++) {
            freeLists[shift] = new FreeList();
        }
    }

    /** The size of the slab that serves a request of {@code bytes}. */
    static long slabBytes(long bytes) {
        return 1L << shift(bytes);
    }

    long take(long bytes) {
        int shift = shift(bytes);
        FreeList list = freeLists[shift];
        synchronized (list) {
            Long address = list.addresses.pollLast();
            if (address != null) {
                cachedBytes.addAndGet(-(1L << shift));
                return address;
            }
        }
        return RawMemory.allocate(1L << shift);
    }

    void give(long address, long bytes) {
        int shift = shift(bytes);
        long slab = 1L << shift;
        if (cachedBytes.addAndGet(slab) > capBytes) {
            cachedBytes.addAndGet(-slab);
            RawMemory.free(address);
            return;
        }
        FreeList list = freeLists[shift];
        synchronized (list) {
            list.addresses.addLast(address);
        }
    }

    private static int shift(long bytes) {
        int shift = bytes <= 1 ? 0 : 64 - Long.numberOfLeadingZeros(bytes - 1);
        if (shift > MAX_SHIFT) {
            throw new IllegalArgumentException("Allocation too large: " + bytes);
        }
        return Math.max(MIN_SHIFT, shift);
    }

    @Override
    public void close() {
        for (int shift = MIN_SHIFT; shift <= MAX_SHIFT; shift++) {
            FreeList list = freeLists[shift];
            synchronized (list) {
                list.addresses.forEach(RawMemory::free);
                list.addresses.clear();
            }
        }
        cachedBytes.set(0);
    }

    /** Addresses of free slabs of one size, newest last so that warm memory is handed out first. */
    private static final class FreeList {
        private final ArrayDeque<Long> addresses = new ArrayDeque<>();
    }
}
