package io.thresher.execution.window;

import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.function.LongPredicate;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Numbers of rows of a partition, ascending: those where a value is not NULL, or a FILTER passes. Reused. */
final class RowList implements AutoCloseable {
    private static final int FIRST_ROWS = 64;

    private static final int CHECK_ROWS = 1 << 16;

    private final QueryMemory memory;
    private final CancellationToken cancellation;
    private @Nullable ArrowBuf rows;
    private long size;

    RowList(QueryContext context) {
        this.memory = context.memory();
        this.cancellation = context.cancellation();
    }

    /** Replaces the list by the rows below {@code count} that pass {@code test}. */
    void fill(long count, LongPredicate test) {
        size = 0;
        for (long row = 0; row < count; row++) {
            if ((row & CHECK_ROWS - 1) == 0) {
                cancellation.check();
            }
            if (test.test(row)) {
                add(row);
            }
        }
    }

    private void add(long row) {
        ArrowBuf old = rows;
        if (old == null || old.capacity() < 8 * (size + 1)) {
            ArrowBuf larger = memory.allocate(old == null ? 8 * FIRST_ROWS : 2 * old.capacity());
            if (old != null) {
                RawMemory.copy(old.memoryAddress(), larger.memoryAddress(), 8 * size);
                memory.free(old);
            }
            rows = larger;
            old = larger;
        }
        RawMemory.putLong(old.memoryAddress() + 8 * size, row);
        size++;
    }

    long size() {
        return size;
    }

    /** The number at {@code index}. */
    long row(long index) {
        if (rows == null) {
            throw new IndexOutOfBoundsException();
        }
        return RawMemory.getLong(rows.memoryAddress() + 8 * index);
    }

    /** How many of the rows are less than {@code row}: the index of the first that is not. */
    long countBefore(long row) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (row(middle) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void close() {
        if (rows != null) {
            memory.free(rows);
            rows = null;
        }
        size = 0;
    }
}
