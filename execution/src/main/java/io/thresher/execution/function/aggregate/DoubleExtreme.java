package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** Least or greatest double; NaN is the greatest. State: value, whether there is one. */
final class DoubleExtreme extends SingleArgumentAccumulator {
    private final boolean max;

    DoubleExtreme(boolean max) {
        this.max = max;
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            offer(rows[i] + offset, RawMemory.getDouble(data + 8L * index[i]));
        }
    }

    @Override
    void addToOne(long data, int[] positions, int from, int to, long state) {
        for (int i = from; i < to; i++) {
            offer(state, RawMemory.getDouble(data + 8L * positions[i]));
        }
    }

    private void offer(long state, double value) {
        double old = RawMemory.getDouble(state);
        if (RawMemory.getLong(state + 8) == 0) {
            RawMemory.putDouble(state, value);
            RawMemory.putLong(state + 8, 1);
        } else if (max ? value > old || Double.isNaN(value) : value < old || Double.isNaN(old)) {
            RawMemory.putDouble(state, value);
        }
    }

    @Override
    public void combine(long source, long target) {
        if (RawMemory.getLong(source + 8) != 0) {
            offer(target, RawMemory.getDouble(source));
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            if (RawMemory.getLong(state + 8) == 0) {
                output.setNull(i, count);
            } else {
                RawMemory.putLong(output.dataAddress() + 8L * i, RawMemory.getLong(state));
            }
        }
    }
}
