package io.thresher.execution.join;

import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which build rows have the same key: for the first row of each key, its rows side by side. Filled while the table is built,
 * then {@link #order} and {@link #deal} put them there by counting. Holds nothing while no key came twice.
 */
final class Duplicates implements AutoCloseable {
    private static final int CHECK_ROWS = 1 << 16;

    private final QueryMemory memory;
    private final int rowCount;
    private @Nullable ArrowBuf firsts;
    private @Nullable ArrowBuf starts;
    private @Nullable ArrowBuf rows;
    private volatile long firstsAddress;
    private long startsAddress;
    private long rowsAddress;

    Duplicates(int rowCount, QueryMemory memory) {
        this.rowCount = rowCount;
        this.memory = memory;
    }

    /** Whether a key came twice. */
    boolean exist() {
        return firstsAddress != 0;
    }

    /**
     * Says that {@code row} has the key of {@code first}, an earlier row that was the first of its key. Any thread, but one for all
     * rows of a key.
     */
    void add(int first, int row) {
        if (firstsAddress == 0) {
            allocate();
        }
        RawMemory.putInt(firstsAddress + 4L * row, first);
        long size = startsAddress + 4L * first;
        RawMemory.putInt(size, RawMemory.getInt(size) + 1);
    }

    private synchronized void allocate() {
        if (firstsAddress != 0) {
            return;
        }
        ArrowBuf newFirsts = memory.allocate(4L * rowCount);
        firsts = newFirsts;
        RawMemory.fill(newFirsts.memoryAddress(), 4L * rowCount, (byte) 0xFF);
        starts = memory.allocate(4L * (rowCount + 1L));
        startsAddress = starts.memoryAddress();
        RawMemory.fill(startsAddress, 4L * (rowCount + 1L), (byte) 0);
        // Last: whoever sees it sees all.
        firstsAddress = newFirsts.memoryAddress();
    }

    /** Finds each key's places; {@code left} tells the rows that are not in the table, as their key is NULL; null for none. */
    void order(@Nullable LeftOut left, StopCheck stopCheck) {
        if (firstsAddress == 0) {
            return;
        }
        int end = 0;
        for (int row = 0; row < rowCount; row++) {
            if ((row & CHECK_ROWS - 1) == 0) {
                stopCheck.check();
            }
            long start = startsAddress + 4L * row;
            boolean isFirst = RawMemory.getInt(firstsAddress + 4L * row) < 0 && (left == null || !left.isLeftOut(row));
            end += isFirst ? RawMemory.getInt(start) + 1 : 0;
            RawMemory.putInt(start, end);
        }
        RawMemory.putInt(startsAddress + 4L * rowCount, end);
        rows = memory.allocate(4L * Math.max(1, end));
        rowsAddress = rows.memoryAddress();
    }

    /** Puts the rows of one share of the keys, by the number of their first row, into their places. Shares may run in parallel. */
    void deal(int share, int shares, @Nullable LeftOut left, StopCheck stopCheck) {
        int from = (int) ((long) rowCount * share / shares);
        int to = (int) ((long) rowCount * (share + 1) / shares);
        // A key's rows come after its first row.
        for (int row = rowCount - 1; row >= from; row--) {
            if ((row & CHECK_ROWS - 1) == 0) {
                stopCheck.check();
            }
            int group = RawMemory.getInt(firstsAddress + 4L * row);
            group = group < 0 ? row : group;
            if (group < from || group >= to || group == row && left != null && left.isLeftOut(row)) {
                continue;
            }
            int place = RawMemory.getInt(startsAddress + 4L * group) - 1;
            RawMemory.putInt(startsAddress + 4L * group, place);
            RawMemory.putInt(rowsAddress + 4L * place, row);
        }
    }

    /** Place of the first row of the key whose first row is {@code first}; {@link #end} is one past the last. */
    int start(int first) {
        return RawMemory.getInt(startsAddress + 4L * first);
    }

    int end(int first) {
        return RawMemory.getInt(startsAddress + 4L * first + 4);
    }

    /** The row at a place. */
    int row(int place) {
        return RawMemory.getInt(rowsAddress + 4L * place);
    }

    @Override
    public void close() {
        if (firsts != null) {
            memory.free(firsts);
            firsts = null;
        }
        if (starts != null) {
            memory.free(starts);
            starts = null;
        }
        if (rows != null) {
            memory.free(rows);
            rows = null;
        }
    }

    /** Tells rows that were not put into the table. */
    interface LeftOut {
        boolean isLeftOut(int row);
    }
}
