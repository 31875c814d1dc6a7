package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.RawMemory;

/** COUNT: of rows without arguments, else of rows where no argument is NULL. State: the count. */
final class CountFunction implements Accumulator {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "count",
            "Counts rows, or the rows in which the argument is not NULL.",
            "count(*)",
            (signature, memory) -> new CountFunction());

    private CountFunction() {}

    @Override
    public int stateBytes() {
        return 8;
    }

    @Override
    public void update(ColumnValues[] arguments, int from, int to, long[] rows, int offset) {
        if (!mayBeNull(arguments)) {
            for (int i = from; i < to; i++) {
                long state = rows[i] + offset;
                RawMemory.putLong(state, RawMemory.getLong(state) + 1);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            if (!isNull(arguments, i)) {
                long state = rows[i] + offset;
                RawMemory.putLong(state, RawMemory.getLong(state) + 1);
            }
        }
    }

    @Override
    public void updateOne(ColumnValues[] arguments, int from, int to, long state) {
        int counted = to - from;
        if (mayBeNull(arguments)) {
            for (int i = from; i < to; i++) {
                counted -= isNull(arguments, i) ? 1 : 0;
            }
        }
        RawMemory.putLong(state, RawMemory.getLong(state) + counted);
    }

    private static boolean mayBeNull(ColumnValues[] arguments) {
        for (ColumnValues argument : arguments) {
            if (argument.validity() != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNull(ColumnValues[] arguments, int i) {
        for (ColumnValues argument : arguments) {
            if (argument.isNull(i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void combine(long source, long target) {
        RawMemory.putLong(target, RawMemory.getLong(target) + RawMemory.getLong(source));
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(output.dataAddress() + 8L * i, RawMemory.getLong(rows[i] + offset));
        }
    }

    @Override
    public void close() {}
}
