package io.thresher.execution.sort;

import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Merges sorted runs into one order of rows: cuts the order into ranges by keys of the longest run, so that each range
 * is merged by a worker of its own. Thread-safe once made.
 */
final class RunMerger {
    private static final long RANGE_ROWS = 1 << 17;
    private static final int CHECK_ENTRIES = 1 << 14;

    private final SortContext context;
    private final List<SortedRun> runs;
    private final EntryComparator comparator;
    private final SortedOrder order;

    /** Makes a merger of {@code runs}, whose row words must be references already, into {@code order}. */
    RunMerger(SortContext context, List<SortedRun> runs, SortedOrder order) {
        this.context = context;
        this.runs = runs;
        this.order = order;
        this.comparator = new EntryComparator(context.layout(), order.rows());
    }

    /** The merge as pieces that may run in parallel. */
    List<Runnable> pieces() {
        SortedRun longest = runs.stream()
                .max(Comparator.comparingLong(run -> run.entries().count()))
                .orElseThrow();
        int ranges = (int) Math.max(1, Math.min(4L * context.query().threads(), order.count() / RANGE_ROWS));
        List<Runnable> pieces = new ArrayList<>();
        long[] from = new long[runs.size()];
        for (int range = 1; range <= ranges; range++) {
            long[] start = from;
            long[] end = new long[runs.size()];
            for (int run = 0; run < end.length; run++) {
                EntryBuffer entries = runs.get(run).entries();
                end[run] = range == ranges
                        ? entries.count()
                        : lowerBound(
                                entries,
                                longest.entries().entry(longest.entries().count() * range / ranges));
            }
            pieces.add(() -> merge(start, end));
            from = end;
        }
        return pieces;
    }

    /** The number of entries less than the one at {@code key}. */
    private long lowerBound(EntryBuffer entries, long key) {
        long low = 0;
        long high = entries.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (comparator.compare(entries.entry(middle), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void merge(long[] start, long[] end) {
        long out = 0;
        int open = 0;
        long[] next = new long[runs.size()];
        long[] stop = new long[runs.size()];
        for (int run = 0; run < next.length; run++) {
            out += start[run];
            if (start[run] < end[run]) {
                next[open] = runs.get(run).entries().entry(start[run]);
                stop[open] = runs.get(run).entries().entry(end[run]);
                open++;
            }
        }
        mergeOpen(next, stop, open, out);
    }

    /** Merges by looking at the first entry of each open range: there are as many as threads at most. */
    private void mergeOpen(long[] next, long[] stop, int openRanges, long firstOut) {
        int open = openRanges;
        int entryBytes = context.layout().entryBytes();
        int rowWord = entryBytes - 8;
        long out = firstOut;
        while (open > 0) {
            int least = 0;
            for (int i = 1; i < open; i++) {
                if (comparator.compare(next[i], next[least]) < 0) {
                    least = i;
                }
            }
            order.set(out++, RawMemory.getLong(next[least] + rowWord));
            next[least] += entryBytes;
            if (next[least] == stop[least]) {
                open--;
                next[least] = next[open];
                stop[least] = stop[open];
            }
            if ((out & (CHECK_ENTRIES - 1)) == 0) {
                context.query().cancellation().check();
            }
        }
    }
}
