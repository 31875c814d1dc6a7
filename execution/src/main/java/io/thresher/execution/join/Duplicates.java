package io.thresher.execution.join;

import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which build rows have the same key: for the first row of each key, its rows side by side. Filled while the table is built,
 * then {@link #finish} orders them by counting. Holds nothing while no key came twice. Filled by one thread, read by any.
 */
final class Duplicates implements AutoCloseable {
    private static final int CHECK_ROWS = 1 << 16;

    private final QueryMemory memory;
    private final int rowCount;
    private @Nullable ArrowBuf firsts;
    private @Nullable ArrowBuf starts;
    private @Nullable ArrowBuf rows;
    private long startsAddress;
    private long rowsAddress;

    Duplicates(int rowCount, QueryMemory memory) {
        this.rowCount = rowCount;
        this.memory = memory;
    }

    /** Whether a key came twice. */
    boolean exist() {
        return firsts != null || rows != null;
    }

    /** Says that {@code row} has the key of {@code first}, an earlier row that was the first of its key. */
    void add(int first, int row) {
        if (firsts == null) {
            firsts = memory.allocate(4L * rowCount);
            starts = memory.allocate(4L * (rowCount + 1L));
            startsAddress = starts.memoryAddress();
            RawMemory.fill(firsts.memoryAddress(), 4L * rowCount, (byte) 0xFF);
            RawMemory.fill(startsAddress, 4L * (rowCount + 1L), (byte) 0);
        }
        RawMemory.putInt(firsts.memoryAddress() + 4L * row, first);
        long size = startsAddress + 4L * first;
        RawMemory.putInt(size, RawMemory.getInt(size) + 1);
    }

    /**
     * Orders the rows; {@code left} tells the rows that are not in the table, as their key is NULL, {@code stopCheck} whether
     * to go on.
     */
    void finish(LeftOut left, StopCheck stopCheck) {
        ArrowBuf first = firsts;
        if (first == null) {
            return;
        }
        int end = 0;
        for (int row = 0; row < rowCount; row++) {
            if ((row & CHECK_ROWS - 1) == 0) {
                stopCheck.check();
            }
            long start = startsAddress + 4L * row;
            boolean isFirst = RawMemory.getInt(first.memoryAddress() + 4L * row) < 0 && !left.isLeftOut(row);
            end += isFirst ? RawMemory.getInt(start) + 1 : 0;
            RawMemory.putInt(start, end);
        }
        RawMemory.putInt(startsAddress + 4L * rowCount, end);
        rows = memory.allocate(4L * Math.max(1, end));
        rowsAddress = rows.memoryAddress();
        for (int row = rowCount - 1; row >= 0; row--) {
            if ((row & CHECK_ROWS - 1) == 0) {
                stopCheck.check();
            }
            int group = RawMemory.getInt(first.memoryAddress() + 4L * row);
            if (group < 0) {
                if (left.isLeftOut(row)) {
                    continue;
                }
                group = row;
            }
            int place = RawMemory.getInt(startsAddress + 4L * group) - 1;
            RawMemory.putInt(startsAddress + 4L * group, place);
            RawMemory.putInt(rowsAddress + 4L * place, row);
        }
        memory.free(first);
        firsts = null;
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
