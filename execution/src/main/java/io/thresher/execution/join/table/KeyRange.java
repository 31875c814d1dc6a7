package io.thresher.execution.join.table;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;

/** The least and greatest value of a key column over the rows added, and whether one was NULL. One thread at a time. */
public final class KeyRange {
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private boolean hasNull;

    /** Whether values of {@code type} have a range: whole numbers of at most 64 bits. */
    public static boolean isKnownFor(PhysicalType type) {
        return type == PhysicalType.INT8 || type == PhysicalType.INT32 || type == PhysicalType.INT64;
    }

    /** Adds the rows {@code from} to {@code to} (exclusive) of a FLAT column; of other types only whether one is NULL. */
    public void add(Column column, int from, int to) {
        if (column.mayHaveNulls()) {
            addOneByOne(column, from, to);
            return;
        }
        long data = column.dataAddress();
        switch (column.physicalType()) {
            case INT8 -> addOneByOne(column, from, to);
            case INT32 -> addInts(data, from, to);
            case INT64 -> addLongs(data, from, to);
            case INT128, FLOAT64, VIEW -> {}
        }
    }

    private void addInts(long data, int from, int to) {
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int row = from; row < to; row++) {
            int value = RawMemory.getInt(data + 4L * row);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (from < to) {
            include(min, max);
        }
    }

    private void addLongs(long data, int from, int to) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int row = from; row < to; row++) {
            long value = RawMemory.getLong(data + 8L * row);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        include(min, max);
    }

    private void addOneByOne(Column column, int from, int to) {
        boolean whole = isKnownFor(column.physicalType());
        for (int row = from; row < to; row++) {
            if (column.isNull(row)) {
                hasNull = true;
            } else if (whole) {
                long value = PackedKeys.value(column.physicalType(), column.dataAddress(), row);
                include(value, value);
            }
        }
    }

    private void include(long low, long high) {
        least = Math.min(least, low);
        greatest = Math.max(greatest, high);
    }

    /** Adds the rows of another. */
    public void add(KeyRange other) {
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        hasNull |= other.hasNull;
    }

    /** Whether no value was added but NULL. */
    public boolean isEmpty() {
        return greatest < least;
    }

    /** The least value, 0 if there is none. */
    public long least() {
        return isEmpty() ? 0 : least;
    }

    /** The greatest value less the least, modulo 2^64 and to be read as unsigned; 0 if there is none. */
    public long width() {
        return isEmpty() ? 0 : greatest - least;
    }

    /** Whether a NULL was added. */
    public boolean hasNull() {
        return hasNull;
    }
}
