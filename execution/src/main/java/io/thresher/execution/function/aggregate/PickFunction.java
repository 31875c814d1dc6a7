package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/**
 * ANY_VALUE: the first value met that is not NULL. SINGLE_VALUE: the value of the only row, an error if there are more.
 * State: rows taken (8 B), whether the value is there (8 B), the value as {@link TextStates} or up to 16 bytes.
 */
final class PickFunction implements Accumulator {
    static final AggregateFunction ANY_VALUE = new AggregateFunction(
            "any_value",
            "Some value that is not NULL; NULL if there is none.",
            "any_value(city)",
            (signature, memory) -> new PickFunction(signature.arguments().get(0), memory, false));
    static final AggregateFunction SINGLE_VALUE = new AggregateFunction(
            "single_value",
            "The value of the only row; an error if there are more rows.",
            "single_value(price)",
            (signature, memory) -> new PickFunction(signature.arguments().get(0), memory, true));

    private static final int VALUE = 16;

    private final PhysicalType type;
    private final StringHeap heap;
    private final boolean single;

    private PickFunction(DataType type, QueryMemory memory, boolean single) {
        this.type = type.physicalType();
        this.heap = new StringHeap(memory);
        this.single = single;
    }

    @Override
    public int stateBytes() {
        return VALUE + (type == PhysicalType.VIEW ? TextStates.BYTES : 16);
    }

    @Override
    public void update(ColumnValues[] arguments, int from, int to, long[] rows, int offset) {
        for (int i = from; i < to; i++) {
            take(arguments[0], i, rows[i] + offset);
        }
    }

    @Override
    public void updateOne(ColumnValues[] arguments, int from, int to, long state) {
        for (int i = from; i < to; i++) {
            take(arguments[0], i, state);
        }
    }

    private void take(ColumnValues values, int i, long state) {
        if (single) {
            checkFirst(RawMemory.getLong(state));
            RawMemory.putLong(state, 1);
        }
        if (RawMemory.getLong(state + 8) == 0 && !values.isNull(i)) {
            put(values.address(i), state);
        }
    }

    private void put(long value, long state) {
        if (type == PhysicalType.VIEW) {
            TextStates.put(state + VALUE, value, heap);
        } else {
            RawMemory.copy(value, state + VALUE, type.bytes());
        }
        RawMemory.putLong(state + 8, 1);
    }

    private static void checkFirst(long rows) {
        if (rows != 0) {
            throw new EngineException(
                    ErrorCode.SUBQUERY_RETURNED_MULTIPLE_ROWS,
                    "More than one row returned by a subquery used as an expression; add LIMIT 1 or an aggregate");
        }
    }

    @Override
    public void combine(long source, long target) {
        if (single && RawMemory.getLong(source) != 0) {
            checkFirst(RawMemory.getLong(target));
            RawMemory.putLong(target, 1);
        }
        if (RawMemory.getLong(source + 8) != 0 && RawMemory.getLong(target + 8) == 0) {
            put(source + VALUE, target);
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long target = output.dataAddress() + (long) type.bytes() * i;
            if (RawMemory.getLong(state + 8) != 0) {
                RawMemory.copy(state + VALUE, target, type.bytes());
            } else {
                output.setNull(i, count);
                if (type == PhysicalType.VIEW) {
                    StringView.write(target, 0, 0);
                }
            }
        }
    }

    @Override
    public void close() {
        heap.close();
    }
}
