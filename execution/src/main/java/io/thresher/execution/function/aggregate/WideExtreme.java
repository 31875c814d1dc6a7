package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** Least or greatest 128-bit decimal. State: low half, high half, whether there is one. */
final class WideExtreme extends SingleArgumentAccumulator {
    private final boolean max;

    WideExtreme(boolean max) {
        this.max = max;
    }

    @Override
    public int stateBytes() {
        return 24;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            offer(rows[i] + offset, data + 16L * index[i]);
        }
    }

    private void offer(long state, long value) {
        long low = RawMemory.getLong(value);
        long high = RawMemory.getLong(value + 8);
        if (RawMemory.getLong(state + 16) != 0) {
            long oldHigh = RawMemory.getLong(state + 8);
            int order =
                    high != oldHigh ? Long.compare(high, oldHigh) : Long.compareUnsigned(low, RawMemory.getLong(state));
            if (max ? order <= 0 : order >= 0) {
                return;
            }
        }
        RawMemory.putLong(state, low);
        RawMemory.putLong(state + 8, high);
        RawMemory.putLong(state + 16, 1);
    }

    @Override
    public void combine(long source, long target) {
        if (RawMemory.getLong(source + 16) != 0) {
            offer(target, source);
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            if (RawMemory.getLong(state + 16) == 0) {
                output.setNull(i, count);
            } else {
                RawMemory.copy(state, output.dataAddress() + 16L * i, 16);
            }
        }
    }
}
