package io.thresher.execution.sort;

import io.thresher.execution.operator.CancellationToken;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Sorts entries: radix by the leading bytes that decide, a byte at a time from the most significant, small groups by
 * insertion, groups that text prefixes leave equal by merging. One use, one thread.
 */
final class EntrySorter {
    private static final int INSERTION_ENTRIES = 24;
    private static final int CHECK_ENTRIES = 1 << 14;
    /** Entries that one loop passes between two looks whether the query goes on. */
    private static final int LOOP_ENTRIES = 1 << 16;

    private final SortKeyLayout layout;
    private final EntryComparator comparator;
    private final CancellationToken cancellation;
    private final int entryBytes;
    private final boolean[] varies;
    private long scratch;

    private EntrySorter(SortKeyLayout layout, EntryComparator comparator, CancellationToken cancellation) {
        this.layout = layout;
        this.comparator = comparator;
        this.cancellation = cancellation;
        this.entryBytes = layout.entryBytes();
        this.varies = new boolean[layout.radixBytes()];
    }

    /** Sorts the entries in place; takes as much memory again while it runs. */
    static void sort(
            EntryBuffer entries,
            SortKeyLayout layout,
            EntryComparator comparator,
            QueryMemory memory,
            CancellationToken cancellation) {
        if (entries.count() < 2) {
            return;
        }
        ArrowBuf scratch = memory.allocate(entries.count() * entries.entryBytes());
        try {
            EntrySorter sorter = new EntrySorter(layout, comparator, cancellation);
            sorter.scratch = scratch.memoryAddress();
            sorter.findVaryingBytes(entries.address(), entries.count());
            sorter.radix(entries.address(), entries.count(), 0);
        } finally {
            memory.free(scratch);
        }
    }

    /** Marks the leading bytes that are not the same in all entries: text and small numbers have many that are. */
    private void findVaryingBytes(long start, long count) {
        for (int word = 0; word < layout.words(); word++) {
            long address = start + 8L * word;
            long firstValue = RawMemory.getLong(address);
            long differences = 0;
            for (long i = 1; i < count; i++) {
                checkSometimes(i);
                address += entryBytes;
                differences |= RawMemory.getLong(address) ^ firstValue;
            }
            for (int at = word << 3; at < Math.min(varies.length, (word + 1) << 3); at++) {
                varies[at] = (differences >>> (56 - ((at & 7) << 3)) & 0xFF) != 0;
            }
        }
    }

    private void radix(long start, long count, int firstByte) {
        if (count <= INSERTION_ENTRIES) {
            insertion(start, count);
            return;
        }
        if (count >= CHECK_ENTRIES) {
            cancellation.check();
        }
        long[] counts = new long[256];
        int position = firstByte;
        while (true) {
            if (position >= layout.radixBytes()) {
                if (!layout.textParts().isEmpty()) {
                    merge(start, count);
                }
                return;
            }
            if (varies[position] && histogram(start, count, position, counts) < count) {
                break;
            }
            position++;
        }
        scatter(start, count, position, counts);
        long from = start;
        for (long size : counts) {
            if (size > 1) {
                radix(from, size, position + 1);
            }
            from += size * entryBytes;
        }
    }

    /** Counts the entries by their byte at {@code position}; returns the largest count. */
    private long histogram(long start, long count, int position, long[] counts) {
        Arrays.fill(counts, 0);
        long word = start + (position & ~7);
        int shift = 56 - ((position & 7) << 3);
        for (long i = 0; i < count; i++) {
            checkSometimes(i);
            counts[(int) (RawMemory.getLong(word) >>> shift) & 0xFF]++;
            word += entryBytes;
        }
        long most = 0;
        for (long size : counts) {
            most = Math.max(most, size);
        }
        return most;
    }

    private void scatter(long start, long count, int position, long[] counts) {
        long[] targets = new long[256];
        long target = scratch;
        for (int digit = 0; digit < 256; digit++) {
            targets[digit] = target;
            target += counts[digit] * entryBytes;
        }
        long wordOffset = position & ~7;
        int shift = 56 - ((position & 7) << 3);
        for (long i = 0; i < count; i++) {
            checkSometimes(i);
            long entry = start + i * entryBytes;
            int digit = (int) (RawMemory.getLong(entry + wordOffset) >>> shift) & 0xFF;
            copyEntry(entry, targets[digit]);
            targets[digit] += entryBytes;
        }
        RawMemory.copy(scratch, start, count * entryBytes);
    }

    private void checkSometimes(long entry) {
        if ((entry & LOOP_ENTRIES - 1) == 0) {
            cancellation.check();
        }
    }

    private void copyEntry(long from, long to) {
        for (int at = 0; at < entryBytes; at += 8) {
            RawMemory.putLong(to + at, RawMemory.getLong(from + at));
        }
    }

    private void insertion(long start, long count) {
        long held = scratch;
        for (long i = 1; i < count; i++) {
            long entry = start + i * entryBytes;
            if (comparator.compare(entry - entryBytes, entry) <= 0) {
                continue;
            }
            copyEntry(entry, held);
            long hole = entry;
            do {
                copyEntry(hole - entryBytes, hole);
                hole -= entryBytes;
            } while (hole > start && comparator.compare(hole - entryBytes, held) > 0);
            copyEntry(held, hole);
        }
    }

    /** Sorts by comparing: halves, then both merged through the scratch memory. */
    private void merge(long start, long count) {
        if (count <= INSERTION_ENTRIES) {
            insertion(start, count);
            return;
        }
        if (count >= CHECK_ENTRIES) {
            cancellation.check();
        }
        long half = count / 2;
        long middle = start + half * entryBytes;
        merge(start, half);
        merge(middle, count - half);
        if (comparator.compare(middle - entryBytes, middle) <= 0) {
            return;
        }
        RawMemory.copy(start, scratch, half * entryBytes);
        long left = scratch;
        long leftEnd = scratch + half * entryBytes;
        long right = middle;
        long rightEnd = start + count * entryBytes;
        long out = start;
        for (long i = 1; left < leftEnd && right < rightEnd; i++) {
            checkSometimes(i);
            if (comparator.compare(left, right) <= 0) {
                copyEntry(left, out);
                left += entryBytes;
            } else {
                copyEntry(right, out);
                right += entryBytes;
            }
            out += entryBytes;
        }
        RawMemory.copy(left, out, leftEnd - left);
    }
}
