package io.thresher.execution.function.aggregate;

import io.thresher.batch.StringHeap;
import io.thresher.memory.RawMemory;

/**
 * Lists of fixed-width entries that grow at the end, as chains of blocks in a heap. A list is three longs of a state: first
 * block, last block, entries. A block is: next block, entries in it, entries it has room for (8 B each), then the
 * entries. Lists of different heaps can be joined.
 */
final class ValueList {
    /** Bytes of a list's part of a state. */
    static final int BYTES = 24;

    private static final int BLOCK_HEADER = 24;
    private static final int FIRST_ENTRIES = 4;
    private static final int MAX_ENTRIES = 512;

    private ValueList() {}

    /** Address of a fresh entry at the end of the list at {@code list}. */
    static long add(long list, int entryBytes, StringHeap heap) {
        long block = RawMemory.getLong(list + 8);
        if (block == 0 || RawMemory.getLong(block + 8) == RawMemory.getLong(block + 16)) {
            block = addBlock(list, block, entryBytes, heap);
        }
        long used = RawMemory.getLong(block + 8);
        RawMemory.putLong(block + 8, used + 1);
        RawMemory.putLong(list + 16, RawMemory.getLong(list + 16) + 1);
        return block + BLOCK_HEADER + used * entryBytes;
    }

    private static long addBlock(long list, long last, int entryBytes, StringHeap heap) {
        long room = last == 0 ? FIRST_ENTRIES : Math.min(MAX_ENTRIES, 2 * RawMemory.getLong(last + 16));
        long block = heap.allocate((int) (BLOCK_HEADER + room * entryBytes));
        RawMemory.putLong(block, 0);
        RawMemory.putLong(block + 8, 0);
        RawMemory.putLong(block + 16, room);
        if (last == 0) {
            RawMemory.putLong(list, block);
        } else {
            RawMemory.putLong(last, block);
        }
        RawMemory.putLong(list + 8, block);
        return block;
    }

    /** Entries of a list. */
    static long size(long list) {
        return RawMemory.getLong(list + 16);
    }

    /** Puts the entries of {@code source} behind those of {@code target}; {@code source} must not be added to any more. */
    static void join(long source, long target) {
        if (size(source) == 0) {
            return;
        }
        if (size(target) == 0) {
            RawMemory.copy(source, target, BYTES);
            return;
        }
        RawMemory.putLong(RawMemory.getLong(target + 8), RawMemory.getLong(source));
        RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
        RawMemory.putLong(target + 16, size(target) + size(source));
    }

    /** Calls {@code visitor} with the address of each entry. */
    static void forEach(long list, int entryBytes, Visitor visitor) {
        for (long block = RawMemory.getLong(list); block != 0; block = RawMemory.getLong(block)) {
            long entry = block + BLOCK_HEADER;
            for (long left = RawMemory.getLong(block + 8); left > 0; left--) {
                visitor.visit(entry);
                entry += entryBytes;
            }
        }
    }

    /** Takes the address of an entry. */
    interface Visitor {
        void visit(long entry);
    }
}
