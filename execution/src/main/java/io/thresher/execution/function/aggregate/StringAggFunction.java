package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/**
 * STRING_AGG: the values that are not NULL joined by the separator before each but the first, in the order asked for, else as rows
 * come. Holds all values. State: list of entries: NULL bits (8 B), value (16 B), separator (16 B), 16 B an order column.
 */
final class StringAggFunction implements Accumulator {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "string_agg",
            "NumberValues that are not NULL in one string with a separator between them; ORDER BY gives their order.",
            "string_agg(name, ', ' ORDER BY name)",
            StringAggFunction::new);

    private static final int VALUE = 8;
    private static final int SEPARATOR = 24;
    private static final int ORDER = 40;

    private final AggregateSignature signature;
    private final int values;
    private final int entryBytes;
    private final QueryMemory memory;
    private final StringHeap heap;
    private final StringHeap results;

    private StringAggFunction(AggregateSignature signature, QueryMemory memory) {
        this.signature = signature;
        this.values = signature.valueCount();
        this.entryBytes = ORDER + 16 * signature.order().size();
        this.memory = memory;
        this.heap = new StringHeap(memory);
        this.results = new StringHeap(memory);
    }

    @Override
    public int stateBytes() {
        return ValueList.BYTES;
    }

    @Override
    public void update(ColumnValues[] arguments, int from, int to, long[] rows, int offset) {
        for (int i = from; i < to; i++) {
            add(arguments, i, rows[i] + offset);
        }
    }

    @Override
    public void updateOne(ColumnValues[] arguments, int from, int to, long state) {
        for (int i = from; i < to; i++) {
            add(arguments, i, state);
        }
    }

    private void add(ColumnValues[] arguments, int i, long state) {
        if (arguments[0].isNull(i)) {
            return;
        }
        long entry = ValueList.add(state, entryBytes, heap);
        heap.copyView(arguments[0].address(i), entry + VALUE);
        if (values > 1 && !arguments[1].isNull(i)) {
            heap.copyView(arguments[1].address(i), entry + SEPARATOR);
        } else {
            StringView.write(entry + SEPARATOR, 0, 0);
        }
        long nulls = 0;
        for (int k = 0; k < signature.order().size(); k++) {
            ColumnValues key = arguments[values + k];
            long place = entry + ORDER + 16L * k;
            if (key.isNull(i)) {
                nulls |= 1L << k;
            } else if (key.type() == PhysicalType.VIEW) {
                heap.copyView(key.address(i), place);
            } else {
                RawMemory.copy(key.address(i), place, key.type().bytes());
            }
        }
        RawMemory.putLong(entry, nulls);
    }

    @Override
    public void combine(long source, long target) {
        ValueList.join(source, target);
    }

    private int compare(long left, long right) {
        for (int k = 0; k < signature.order().size(); k++) {
            AggregateSignature.Order order = signature.order().get(k);
            boolean leftNull = (RawMemory.getLong(left) >>> k & 1) != 0;
            boolean rightNull = (RawMemory.getLong(right) >>> k & 1) != 0;
            int result;
            if (leftNull || rightNull) {
                result = Boolean.compare(rightNull, leftNull);
                result = order.nullsFirst() ? result : -result;
            } else {
                DataType type = signature.arguments().get(values + k);
                long place = ORDER + 16L * k;
                result = Compare.compareValues(type.physicalType(), left + place, 0, right + place, 0);
                result = order.descending() ? -result : result;
            }
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        results.reset();
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long target = output.dataAddress() + 16L * i;
            if (ValueList.size(state) == 0) {
                output.setNull(i, count);
                StringView.write(target, 0, 0);
            } else {
                long[] entries = SortedEntries.sort(state, entryBytes, this::compare, memory);
                join(entries, target);
                memory.release(SortedEntries.bytes(entries.length));
            }
        }
    }

    private void join(long[] entries, long target) {
        long length = 0;
        for (int i = 0; i < entries.length; i++) {
            length += i == 0 ? 0 : StringView.length(entries[i] + SEPARATOR);
            length += StringView.length(entries[i] + VALUE);
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new EngineException(ErrorCode.MEMORY_LIMIT_EXCEEDED, "Result of string_agg too long: " + length);
        }
        long bytes = results.allocate((int) Math.max(8, length));
        long at = bytes;
        for (int i = 0; i < entries.length; i++) {
            if (i > 0) {
                at = append(entries[i] + SEPARATOR, at);
            }
            at = append(entries[i] + VALUE, at);
        }
        StringView.write(target, bytes, (int) length);
    }

    private static long append(long view, long at) {
        int length = StringView.length(view);
        RawMemory.copy(StringView.bytesAddress(view), at, length);
        return at + length;
    }

    @Override
    public void close() {
        heap.close();
        results.close();
    }
}
