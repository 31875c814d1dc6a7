package io.thresher.execution.window;

import io.thresher.batch.ColumnBatch;
import java.util.List;

/**
 * Some rows of a partition that stand next to each other, and for each its peers: the rows equal to it in the order
 * keys. Moves forward through a partition; one thread at a time.
 */
final class WindowRows {
    private final List<Integer> orderKeys;
    private final long[] peerStart = new long[ColumnBatch.MAX_ROWS];
    private final long[] peerEnd = new long[ColumnBatch.MAX_ROWS];
    private final long[] denseRank = new long[ColumnBatch.MAX_ROWS];
    private WindowPartition partition;
    private boolean findsPeers = true;
    private long from;
    private int count;
    private long currentStart;
    private long currentEnd;
    private long currentDense;

    /** Makes a window that stands at the start of {@code partition}. */
    WindowRows(WindowPartition partition, List<Integer> orderKeys) {
        this.partition = partition;
        this.orderKeys = orderKeys;
    }

    /** Moves to the start of another partition. */
    void start(WindowPartition next) {
        partition = next;
        from = 0;
        count = 0;
        currentStart = 0;
        currentEnd = 0;
        currentDense = 0;
    }

    /** Says that nobody looks at the peers. */
    void leavePeers() {
        findsPeers = false;
    }

    /** Moves to the {@code rows} rows after those it shows. */
    void advance(int rows) {
        from += count;
        count = rows;
        for (int i = 0; findsPeers && i < rows; i++) {
            long row = from + i;
            if (row >= currentEnd) {
                currentStart = row;
                currentEnd = partition.endOfEqual(row, orderKeys);
                currentDense++;
            }
            peerStart[i] = currentStart;
            peerEnd[i] = currentEnd;
            denseRank[i] = currentDense;
        }
    }

    WindowPartition partition() {
        return partition;
    }

    /** Number within the partition of the first row. */
    long from() {
        return from;
    }

    int count() {
        return count;
    }

    /** For each row, the first of its peers. */
    long[] peerStart() {
        return peerStart;
    }

    /** For each row, the row after the last of its peers. */
    long[] peerEnd() {
        return peerEnd;
    }

    /** For each row, the number of its group of peers, from 1. */
    long[] denseRank() {
        return denseRank;
    }
}
