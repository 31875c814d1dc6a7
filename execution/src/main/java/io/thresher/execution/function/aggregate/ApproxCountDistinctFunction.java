package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.execution.kernel.Hash;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/**
 * APPROX_COUNT_DISTINCT by HyperLogLog with 2048 registers of a byte (error about 2.3 %). State: address of the registers, 0 while
 * there is no value.
 */
final class ApproxCountDistinctFunction implements Accumulator {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "approx_count_distinct",
            "About how many different values there are, off by 2 percent typically; NULL is not counted.",
            "approx_count_distinct(customer)",
            (signature, memory) ->
                    new ApproxCountDistinctFunction(signature.arguments().get(0).physicalType(), memory));

    private static final int BITS = 11;
    private static final int REGISTERS = 1 << BITS;
    private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

    private final PhysicalType type;
    private final StringHeap heap;

    private ApproxCountDistinctFunction(PhysicalType type, QueryMemory memory) {
        this.type = type;
        this.heap = new StringHeap(memory);
    }

    @Override
    public int stateBytes() {
        return 8;
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
        if (values.isNull(i)) {
            return;
        }
        long address = values.address(i);
        long hash = switch (type) {
            case INT8 -> Hash.ofLong(RawMemory.getByte(address));
            case INT32 -> Hash.ofLong(RawMemory.getInt(address));
            case INT64 -> Hash.ofLong(RawMemory.getLong(address));
            case INT128 -> Hash.ofInt128(RawMemory.getLong(address), RawMemory.getLong(address + 8));
            case FLOAT64 -> Hash.ofDouble(RawMemory.getDouble(address));
            case VIEW -> Hash.ofView(address);
        };
        long register = registers(state) + (hash >>> 64 - BITS);
        int rank = Long.numberOfLeadingZeros(hash << BITS | 1L << BITS - 1) + 1;
        if (rank > RawMemory.getByte(register)) {
            RawMemory.putByte(register, (byte) rank);
        }
    }

    private long registers(long state) {
        long registers = RawMemory.getLong(state);
        if (registers == 0) {
            registers = heap.allocate(REGISTERS);
            RawMemory.fill(registers, REGISTERS, (byte) 0);
            RawMemory.putLong(state, registers);
        }
        return registers;
    }

    @Override
    public void combine(long source, long target) {
        long from = RawMemory.getLong(source);
        long to = RawMemory.getLong(target);
        if (from == 0) {
            return;
        }
        if (to == 0) {
            RawMemory.putLong(target, from);
            return;
        }
        for (int r = 0; r < REGISTERS; r++) {
            byte rank = RawMemory.getByte(from + r);
            if (rank > RawMemory.getByte(to + r)) {
                RawMemory.putByte(to + r, rank);
            }
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long registers = RawMemory.getLong(rows[i] + offset);
            NumberValues.putLong(output, i, registers == 0 ? 0 : estimate(registers));
        }
    }

    private static long estimate(long registers) {
        double sum = 0;
        int zeros = 0;
        for (int r = 0; r < REGISTERS; r++) {
            byte rank = RawMemory.getByte(registers + r);
            sum += Math.scalb(1.0, -rank);
            zeros += rank == 0 ? 1 : 0;
        }
        double estimate = BIAS * REGISTERS * REGISTERS / sum;
        if (estimate <= 2.5 * REGISTERS && zeros > 0) {
            estimate = REGISTERS * Math.log((double) REGISTERS / zeros);
        }
        return Math.round(estimate);
    }

    @Override
    public void close() {
        heap.close();
    }
}
