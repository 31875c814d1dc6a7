package io.thresher.execution.window;

import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowCall;

/**
 * Finds a RANGE bound with an offset: the first row whose order key is not before (for a start) or is after (for an end)
 * the current row's key moved by the offset. A NULL key has its peers for a frame. Steps on from the last answer where
 * it can. One thread at a time.
 */
final class RangeSearch {
    private final SortKey key;
    private final int offsetColumn;
    private final boolean forward;
    private final RangeKeys keys;
    private WindowPartition partition;
    private long first;
    private long end;
    private long hint;

    /** {@code key} is the one order key; {@code partition} any partition. */
    RangeSearch(SortKey key, WindowCall.Bound bound, RangeKeys keys, WindowPartition partition) {
        if (bound.offset() == null) {
            throw new IllegalArgumentException("Frame bound without an offset");
        }
        this.key = key;
        this.offsetColumn = bound.offset();
        // Towards greater keys: following when ascending, preceding when descending.
        this.forward = (bound.kind() == WindowCall.BoundKind.FOLLOWING) != key.descending();
        this.keys = keys;
        this.partition = partition;
    }

    void start(WindowPartition next) {
        partition = next;
        long nulls = countNulls();
        first = key.nullsFirst() ? nulls : 0;
        end = key.nullsFirst() ? next.count() : next.count() - nulls;
        hint = first;
    }

    /** NULLs lie together at one end of the partition. */
    private long countNulls() {
        long low = 0;
        long high = partition.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (partition.isNull(middle, key.column()) == key.nullsFirst()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return key.nullsFirst() ? low : partition.count() - low;
    }

    long find(WindowRows rows, int i, boolean isEnd) {
        long row = rows.from() + i;
        if (partition.isNull(row, offsetColumn)) {
            throw FrameBounds.badOffset();
        }
        if (partition.isNull(row, key.column())) {
            return isEnd ? rows.peerEnd()[i] : rows.peerStart()[i];
        }
        keys.setBound(partition, row, offsetColumn, forward);
        if (hint > first && !isBefore(hint - 1, isEnd)) {
            hint = search(first, hint - 1, isEnd);
        } else {
            long step = 1;
            long low = hint;
            while (low < end && isBefore(low, isEnd) && low + step < end && isBefore(low + step, isEnd)) {
                low += step;
                step *= 2;
            }
            hint = search(low, Math.min(end, low + step), isEnd);
        }
        return hint;
    }

    /** The first row of {@code from} to {@code to} that is not before the bound; {@code to} if all are. */
    private long search(long from, long to, boolean isEnd) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBefore(middle, isEnd)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(long row, boolean isEnd) {
        int order = keys.compareToBound(partition, row);
        int directed = key.descending() ? -order : order;
        return isEnd ? directed <= 0 : directed < 0;
    }
}
