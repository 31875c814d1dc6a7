package io.thresher.execution.join.table;

import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which build rows have the same key: for the first row of each key, its rows side by side. Filled while the table is built,
 * then {@link #order} puts them there by counting. Holds nothing while no key came twice.
 */
public final class Duplicates implements AutoCloseable {
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
    public boolean exist() {
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
        RawMemory.fill(startsAddress, 4L * rowCount, (byte) 0);
        RawMemory.putInt(startsAddress + 4L * rowCount, rowCount);
        rows = memory.allocate(4L * rowCount);
        rowsAddress = rows.memoryAddress();
        // Last: whoever sees it sees all.
        firstsAddress = newFirsts.memoryAddress();
    }

    /**
     * Puts the rows {@code from} to {@code to} (exclusive) into their places, the same range of numbers; no key has rows on both
     * sides of a bound. A row of no key, as one is NULL, has a place to itself. Ranges may be ordered in parallel.
     */
    void order(int from, int to, StopCheck stopCheck) {
        int end = from;
        for (int row = from; row < to; row++) {
            check(row, stopCheck);
            long start = startsAddress + 4L * row;
            end += RawMemory.getInt(firstsAddress + 4L * row) < 0 ? RawMemory.getInt(start) + 1 : 0;
            RawMemory.putInt(start, end);
        }
        for (int row = to - 1; row >= from; row--) {
            check(row, stopCheck);
            int first = RawMemory.getInt(firstsAddress + 4L * row);
            int group = first < 0 ? row : first;
            int place = RawMemory.getInt(startsAddress + 4L * group) - 1;
            RawMemory.putInt(startsAddress + 4L * group, place);
            RawMemory.putInt(rowsAddress + 4L * place, row);
        }
    }

    private static void check(int row, StopCheck stopCheck) {
        if ((row & CHECK_ROWS - 1) == 0) {
            stopCheck.check();
        }
    }

    /** Place of the first row of the key whose first row is {@code first}; {@link #end} is one past the last. */
    public int start(int first) {
        return RawMemory.getInt(startsAddress + 4L * first);
    }

    /** One past the place of the last row of the key whose first row is {@code first}. */
    public int end(int first) {
        return RawMemory.getInt(startsAddress + 4L * first + 4);
    }

    /** The row at a place. */
    public int row(int place) {
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
}
