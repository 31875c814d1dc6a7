package io.thresher.execution.operator;

import java.util.concurrent.atomic.AtomicLong;

/** An offset and a limit that the tasks of a query share. Thread-safe. */
public final class RowLimit {
    private final long first;
    private final long end;
    private final AtomicLong claimed = new AtomicLong();

    /** Leaves out {@code offset} rows, then lets {@code limit} pass. */
    public RowLimit(long offset, long limit) {
        this.first = offset;
        this.end = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    }

    /** Takes the next {@code count} rows as seen and returns the number of the first of them. */
    long claim(int count) {
        return claimed.getAndAdd(count);
    }

    /** The number of the first row that passes. */
    long first() {
        return first;
    }

    /** The number after the last row that passes. */
    long end() {
        return end;
    }

    /** Whether no further row passes. */
    boolean isReached() {
        return claimed.get() >= end;
    }
}
