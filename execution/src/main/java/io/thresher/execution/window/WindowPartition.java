package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.kernel.Values;
import io.thresher.execution.sort.SortedOrder;
import io.thresher.execution.sort.SortedRows;
import io.thresher.memory.RawMemory;
import java.util.List;

/** The rows of one partition in order, numbered from 0. A view; read by any thread. */
record WindowPartition(SortedOrder order, long first, long count) {
    long reference(long row) {
        return order.reference(first + row);
    }

    Column column(long row, int column) {
        return order.rows().column(reference(row), column);
    }

    boolean isNull(long row, int column) {
        long reference = reference(row);
        return order.rows().isNull(reference, column);
    }

    /** A value of a physical type of up to 64 bits that counts whole numbers; not NULL. */
    long longValue(long row, int column) {
        long reference = reference(row);
        Column values = order.rows().column(reference, column);
        int position = SortedRows.position(reference);
        return switch (values.physicalType()) {
            case INT8 -> RawMemory.getByte(values.dataAddress() + position);
            case INT32 -> RawMemory.getInt(values.dataAddress() + 4L * position);
            case INT64 -> RawMemory.getLong(values.dataAddress() + 8L * position);
            case INT128 -> RawMemory.getLong(values.dataAddress() + 16L * position);
            case FLOAT64 -> (long) RawMemory.getDouble(values.dataAddress() + 8L * position);
            case VIEW -> throw new IllegalArgumentException("Not a number");
        };
    }

    /** Copies a value, or NULL, to a FLAT column with room for {@code capacity} rows; views are shared. */
    void copyValue(long row, int column, Column target, int position, int capacity) {
        long reference = reference(row);
        Column values = order.rows().column(reference, column);
        int from = SortedRows.position(reference);
        if (values.isNull(from)) {
            putNull(target, position, capacity);
            return;
        }
        int bytes = target.physicalType().bytes();
        Values.copy(bytes, values.dataAddress() + (long) bytes * from, target.dataAddress() + (long) bytes * position);
    }

    /** Makes a value of a FLAT column NULL. */
    static void putNull(Column target, int position, int capacity) {
        target.setNull(position, capacity);
        Values.zero(target, position);
    }

    /** The first row after {@code row}, at most {@link #count}, that differs from it in a column of {@code keys}. */
    long endOfEqual(long row, List<Integer> keys) {
        return endOfEqual(order, first, count, row, keys);
    }

    /**
     * As above in rows {@code first} to {@code first + count} of an order whose rows are sorted by {@code keys}. Equal rows lie
     * together, so that a search by doubling steps finds their end.
     */
    static long endOfEqual(SortedOrder order, long first, long count, long row, List<Integer> keys) {
        if (keys.isEmpty()) {
            return count;
        }
        long equal = row;
        long step = 1;
        while (equal + step < count && same(order, first + row, first + equal + step, keys)) {
            equal += step;
            step *= 2;
        }
        long differs = Math.min(count, equal + step);
        while (equal + 1 < differs) {
            long middle = (equal + differs) >>> 1;
            if (same(order, first + row, first + middle, keys)) {
                equal = middle;
            } else {
                differs = middle;
            }
        }
        return differs;
    }

    private static boolean same(SortedOrder order, long left, long right, List<Integer> keys) {
        long leftReference = order.reference(left);
        long rightReference = order.reference(right);
        SortedRows rows = order.rows();
        for (int key : keys) {
            if (!Compare.same(
                    rows.column(leftReference, key),
                    SortedRows.position(leftReference),
                    rows.column(rightReference, key),
                    SortedRows.position(rightReference))) {
                return false;
            }
        }
        return true;
    }
}
