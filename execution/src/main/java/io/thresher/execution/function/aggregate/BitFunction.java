package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;

/** BIT_AND, BIT_OR, BIT_XOR of whole numbers. State: value, whether there is one. */
final class BitFunction extends SingleArgumentAccumulator {
    static final AggregateFunction AND = function("bit_and", "Bitwise AND of the values that are not NULL.", Kind.AND);
    static final AggregateFunction OR = function("bit_or", "Bitwise OR of the values that are not NULL.", Kind.OR);
    static final AggregateFunction XOR =
            function("bit_xor", "Bitwise exclusive OR of the values that are not NULL.", Kind.XOR);

    private final PhysicalType type;
    private final Kind kind;

    private BitFunction(PhysicalType type, Kind kind) {
        this.type = type;
        this.kind = kind;
    }

    private static AggregateFunction function(String name, String description, Kind kind) {
        return new AggregateFunction(
                name,
                description,
                name + "(flags)",
                (signature, memory) ->
                        new BitFunction(signature.arguments().get(0).physicalType(), kind));
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            merge(rows[i] + offset, NumberValues.toLong(type, data, index[i]));
        }
    }

    private void merge(long state, long value) {
        long old = RawMemory.getLong(state);
        boolean first = RawMemory.getLong(state + 8) == 0;
        long merged = switch (kind) {
            case AND -> old & value;
            case OR -> old | value;
            case XOR -> old ^ value;
        };
        RawMemory.putLong(state, first ? value : merged);
        RawMemory.putLong(state + 8, 1);
    }

    @Override
    public void combine(long source, long target) {
        if (RawMemory.getLong(source + 8) != 0) {
            merge(target, RawMemory.getLong(source));
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            if (RawMemory.getLong(state + 8) == 0) {
                output.setNull(i, count);
            } else {
                NumberValues.putLong(output, i, RawMemory.getLong(state));
            }
        }
    }

    private enum Kind {
        AND,
        OR,
        XOR
    }
}
