package io.thresher.execution.aggregation;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Addresses of rows to be read once: rows side by side, or a list. One thread at a time. */
final class RowPiece implements AutoCloseable {
    private final @Nullable QueryMemory memory;
    private @Nullable ArrowBuf list;
    private final long address;
    private final int rowBytes;
    private int rowCount;
    private int read;

    /** Rows side by side from {@code address}. */
    RowPiece(long address, int rowCount, int rowBytes) {
        this.memory = null;
        this.address = address;
        this.rowCount = rowCount;
        this.rowBytes = rowBytes;
    }

    /** An empty list with room for {@code room} rows. */
    RowPiece(int room, QueryMemory memory) {
        this.memory = memory;
        this.list = memory.allocate(8L * Math.max(1, room));
        this.address = list.memoryAddress();
        this.rowBytes = 0;
    }

    void add(long row) {
        RawMemory.putLong(address + 8L * rowCount++, row);
    }

    /** Writes the next rows, as many as fit, and returns how many; 0 at the end. */
    int next(long[] rows) {
        int count = Math.min(rows.length, rowCount - read);
        for (int i = 0; i < count; i++) {
            rows[i] = list == null
                    ? address + (long) rowBytes * (read + i)
                    : RawMemory.getLong(address + 8L * (read + i));
        }
        read += count;
        return count;
    }

    @Override
    public void close() {
        if (memory != null && list != null) {
            memory.free(list);
            list = null;
            rowCount = 0;
        }
    }
}
