package io.thresher.memory;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Free lists of off-heap slabs by power-of-two size. Slabs lent and slabs in the lists together stay within a cap: where a
 * new slab would pass it, free ones of other sizes go back to the operating system first. Thread-safe; one lock a size
 * class.
 */
final class SlabCache implements AutoCloseable {
    private static final int MIN_SHIFT = 6;
    private static final int MAX_SHIFT = 40;

    private final FreeList[] freeLists = new FreeList[MAX_SHIFT + 1];
    private final AtomicLong heldBytes = new AtomicLong();
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

    /** Lends a slab; the pool has counted it already, so that lent slabs alone do not pass the cap. */
    long take(long bytes) {
        int shift = shift(bytes);
        Long cached = poll(shift);
        if (cached != null) {
            return cached;
        }
        long slab = 1L << shift;
        if (heldBytes.addAndGet(slab) > capBytes) {
            trim();
        }
        return RawMemory.allocate(slab);
    }

    void give(long address, long bytes) {
        FreeList list = freeLists[shift(bytes)];
        synchronized (list) {
            list.addresses.addLast(address);
        }
    }

    private @Nullable Long poll(int shift) {
        FreeList list = freeLists[shift];
        synchronized (list) {
            return list.addresses.pollLast();
        }
    }

    /** Gives free slabs back, the largest first, until the cap is kept or none is free. */
    private void trim() {
        for (int shift = MAX_SHIFT; shift >= MIN_SHIFT; shift--) {
            while (heldBytes.get() > capBytes) {
                Long address = poll(shift);
                if (address == null) {
                    break;
                }
                RawMemory.free(address);
                heldBytes.addAndGet(-(1L << shift));
            }
        }
    }

    /** Bytes that were asked of the operating system and not given back. */
    long heldBytes() {
        return heldBytes.get();
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
                heldBytes.addAndGet(-((long) list.addresses.size() << shift));
                list.addresses.clear();
            }
        }
    }

    /** Addresses of free slabs of one size, newest last so that warm memory is handed out first. */
    private static final class FreeList {
        private final ArrayDeque<Long> addresses = new ArrayDeque<>();
    }
}
