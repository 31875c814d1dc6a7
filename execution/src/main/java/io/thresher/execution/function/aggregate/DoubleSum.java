package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;

/** Sums doubles, plainly, in the order rows come. State: sum, count. */
final class DoubleSum extends SingleArgumentAccumulator {
    private final PhysicalType argument;
    private final boolean average;

    DoubleSum(PhysicalType argument, boolean average) {
        this.argument = argument;
        this.average = average;
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        if (argument != PhysicalType.FLOAT64) {
            addIntegers(data, index, rows, from, to, offset);
            return;
        }
        for (int i = from; i < to; i++) {
            long state = rows[i] + offset;
            RawMemory.putDouble(state, RawMemory.getDouble(state) + RawMemory.getDouble(data + 8L * index[i]));
            RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + 1);
        }
    }

    private void addIntegers(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            long state = rows[i] + offset;
            double value = NumberValues.toLong(argument, data, index[i]);
            RawMemory.putDouble(state, RawMemory.getDouble(state) + value);
            RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + 1);
        }
    }

    @Override
    void addToOne(long data, int[] positions, int from, int to, long state) {
        if (argument != PhysicalType.FLOAT64) {
            super.addToOne(data, positions, from, to, state);
            return;
        }
        double sum = RawMemory.getDouble(state);
        for (int i = from; i < to; i++) {
            sum += RawMemory.getDouble(data + 8L * positions[i]);
        }
        RawMemory.putDouble(state, sum);
        RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + (to - from));
    }

    @Override
    public void combine(long source, long target) {
        RawMemory.putDouble(target, RawMemory.getDouble(target) + RawMemory.getDouble(source));
        RawMemory.putLong(target + 8, RawMemory.getLong(target + 8) + RawMemory.getLong(source + 8));
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long values = RawMemory.getLong(state + 8);
            if (values == 0) {
                output.setNull(i, count);
            } else {
                double sum = RawMemory.getDouble(state);
                double result = average ? sum / values : sum;
                boolean real = output.type().kind() == TypeKind.REAL;
                RawMemory.putDouble(output.dataAddress() + 8L * i, real ? (float) result : result);
            }
        }
    }
}
