package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;

/** Least or greatest whole number of at most 64 bits. State: value, whether there is one. */
final class LongExtreme extends SingleArgumentAccumulator {
    private final PhysicalType type;
    private final boolean max;

    LongExtreme(PhysicalType type, boolean max) {
        this.type = type;
        this.max = max;
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            long value = type == PhysicalType.INT32
                    ? RawMemory.getInt(data + 4L * index[i])
                    : NumberValues.toLong(type, data, index[i]);
            offer(rows[i] + offset, value);
        }
    }

    @Override
    void addToOne(long data, int[] positions, int from, int to, long state) {
        long best = NumberValues.toLong(type, data, positions[from]);
        for (int i = from + 1; i < to; i++) {
            long value = type == PhysicalType.INT32
                    ? RawMemory.getInt(data + 4L * positions[i])
                    : NumberValues.toLong(type, data, positions[i]);
            best = max ? Math.max(best, value) : Math.min(best, value);
        }
        offer(state, best);
    }

    private void offer(long state, long value) {
        long old = RawMemory.getLong(state);
        if (RawMemory.getLong(state + 8) == 0) {
            RawMemory.putLong(state, value);
            RawMemory.putLong(state + 8, 1);
        } else if (max ? value > old : value < old) {
            RawMemory.putLong(state, value);
        }
    }

    @Override
    public void combine(long source, long target) {
        if (RawMemory.getLong(source + 8) != 0) {
            offer(target, RawMemory.getLong(source));
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
}
