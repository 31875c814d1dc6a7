package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/** MODE: the most frequent value, the least of them if several are. Holds all values. State: list of values of 16 bytes. */
final class ModeFunction implements Accumulator {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "mode",
            "Most frequent value that is not NULL; of several the least.",
            "mode(city)",
            (signature, memory) -> new ModeFunction(signature.arguments().get(0).physicalType(), memory));

    private static final int ENTRY = 16;

    private final PhysicalType type;
    private final QueryMemory memory;
    private final StringHeap heap;

    private ModeFunction(PhysicalType type, QueryMemory memory) {
        this.type = type;
        this.memory = memory;
        this.heap = new StringHeap(memory);
    }

    @Override
    public int stateBytes() {
        return ValueList.BYTES;
    }

    @Override
    public void update(ColumnValues[] arguments, int from, int to, long[] rows, int offset) {
        for (int i = from; i < to; i++) {
            add(arguments[0], i, rows[i] + offset);
        }
    }

    @Override
    public void updateOne(ColumnValues[] arguments, int from, int to, long state) {
        for (int i = from; i < to; i++) {
            add(arguments[0], i, state);
        }
    }

    private void add(ColumnValues values, int i, long state) {
        if (!values.isNull(i)) {
            long entry = ValueList.add(state, ENTRY, heap);
            if (type == PhysicalType.VIEW) {
                heap.copyView(values.address(i), entry);
            } else {
                RawMemory.copy(values.address(i), entry, type.bytes());
            }
        }
    }

    @Override
    public void combine(long source, long target) {
        ValueList.join(source, target);
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long target = output.dataAddress() + (long) type.bytes() * i;
            if (ValueList.size(state) > 0) {
                RawMemory.copy(mode(state), target, type.bytes());
            } else {
                output.setNull(i, count);
                if (type == PhysicalType.VIEW) {
                    StringView.write(target, 0, 0);
                }
            }
        }
    }

    /** Address of the most frequent entry: sorts the entries and counts runs. */
    private long mode(long state) {
        long[] entries = SortedEntries.sort(
                state, ENTRY, (left, right) -> Compare.compareValues(type, left, 0, right, 0), memory);
        long best = entries[0];
        int bestRun = 0;
        int start = 0;
        for (int i = 1; i <= entries.length; i++) {
            if (i == entries.length || Compare.compareValues(type, entries[i], 0, entries[start], 0) != 0) {
                if (i - start > bestRun) {
                    bestRun = i - start;
                    best = entries[start];
                }
                start = i;
            }
        }
        memory.release(SortedEntries.bytes(entries.length));
        return best;
    }

    @Override
    public void close() {
        heap.close();
    }
}
