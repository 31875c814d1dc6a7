package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;

/**
 * Sums whole numbers in 64 bits. State: sum, then the count for averages, else any number but 0 if there is a value. Sums of 32-bit values cannot overflow in less than 2^32 rows and are
 * not checked; those of 64-bit values are.
 */
final class LongSum extends SingleArgumentAccumulator {
    private final PhysicalType argument;
    private final DataType result;
    private final boolean average;

    LongSum(PhysicalType argument, DataType result, boolean average) {
        this.argument = argument;
        this.result = result;
        this.average = average;
    }

    @Override
    public int stateBytes() {
        return 16;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        if (argument == PhysicalType.INT32 && !average) {
            // Only whether there is a value matters, so that the count need not be read.
            for (int i = from; i < to; i++) {
                long state = rows[i] + offset;
                RawMemory.putLong(state, RawMemory.getLong(state) + RawMemory.getInt(data + 4L * index[i]));
                RawMemory.putLong(state + 8, 1);
            }
            return;
        }
        if (argument == PhysicalType.INT32) {
            for (int i = from; i < to; i++) {
                long state = rows[i] + offset;
                RawMemory.putLong(state, RawMemory.getLong(state) + RawMemory.getInt(data + 4L * index[i]));
                RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + 1);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            long state = rows[i] + offset;
            RawMemory.putLong(state, exactSum(RawMemory.getLong(state), NumberValues.toLong(argument, data, index[i])));
            RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + 1);
        }
    }

    @Override
    void addToOne(long data, int[] positions, int from, int to, long state) {
        long sum = RawMemory.getLong(state);
        if (argument == PhysicalType.INT32) {
            for (int i = from; i < to; i++) {
                sum += RawMemory.getInt(data + 4L * positions[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                sum = exactSum(sum, NumberValues.toLong(argument, data, positions[i]));
            }
        }
        RawMemory.putLong(state, sum);
        RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + (to - from));
    }

    private static long exactSum(long left, long right) {
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE, "Sum out of range; cast the argument to DECIMAL or DOUBLE");
        }
        return sum;
    }

    @Override
    public void combine(long source, long target) {
        RawMemory.putLong(target, exactSum(RawMemory.getLong(target), RawMemory.getLong(source)));
        RawMemory.putLong(target + 8, RawMemory.getLong(target + 8) + RawMemory.getLong(source + 8));
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long values = RawMemory.getLong(state + 8);
            long sum = RawMemory.getLong(state);
            if (values == 0) {
                output.setNull(i, count);
            } else if (result.physicalType() == PhysicalType.FLOAT64) {
                RawMemory.putDouble(output.dataAddress() + 8L * i, average ? (double) sum / values : sum);
            } else {
                NumberValues.putLong(output, i, average ? sum / values : sum);
            }
        }
    }
}
