package io.thresher.execution.function.aggregate;

import io.thresher.memory.QueryMemory;
import java.util.Arrays;
import java.util.Comparator;

/** Sorts the entries of a {@link ValueList} by address. */
final class SortedEntries {
    /** Heap bytes of an entry while sorting: the boxed address, the reference to it, the result. */
    private static final long ENTRY_BYTES = 16 + 8 + 8;

    private SortedEntries() {}

    /** The bytes that {@link #sort} reserves. */
    static long bytes(int entries) {
        return ENTRY_BYTES * entries;
    }

    /**
     * Addresses of the list's entries in order; equal ones as they were added. The caller releases {@link #bytes}, which are
     * reserved here.
     */
    static long[] sort(long list, int entryBytes, Order order, QueryMemory memory) {
        int size = Math.toIntExact(ValueList.size(list));
        memory.reserve(bytes(size));
        Long[] boxed = new Long[size];
        int[] next = new int[1];
        ValueList.forEach(list, entryBytes, entry -> boxed[next[0]++] = entry);
        Comparator<Long> comparator = (left, right) -> order.compare(left, right);
        Arrays.sort(boxed, comparator);
        return Arrays.stream(boxed).mapToLong(Long::longValue).toArray();
    }

    /** Orders two entries by address. */
    interface Order {
        int compare(long left, long right);
    }
}
