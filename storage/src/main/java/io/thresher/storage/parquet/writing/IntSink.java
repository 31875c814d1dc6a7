package io.thresher.storage.parquet.writing;

import io.thresher.memory.QueryMemory;
import java.util.Arrays;

/** A growing array of ints, counted against the query's memory. One thread; the maker closes it. */
final class IntSink implements AutoCloseable {
    private static final int[] EMPTY = {};
    private static final int FIRST_COUNT = 256;

    private final QueryMemory memory;
    private int[] values = EMPTY;
    private int count;

    IntSink(QueryMemory memory) {
        this.memory = memory;
    }

    int count() {
        return count;
    }

    int get(int index) {
        return values[index];
    }

    void add(int value) {
        if (count == values.length) {
            int capacity = Math.max(FIRST_COUNT, count * 2);
            memory.reserve(4L * capacity);
            int before = values.length;
            values = Arrays.copyOf(values, capacity);
            memory.release(4L * before);
        }
        values[count++] = value;
    }

    /** Forgets all values but keeps the room. */
    void reset() {
        count = 0;
    }

    @Override
    public void close() {
        memory.release(4L * values.length);
        values = EMPTY;
        count = 0;
    }
}
