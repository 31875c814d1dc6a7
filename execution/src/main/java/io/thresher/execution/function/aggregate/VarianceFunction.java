package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;

/**
 * VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP by Welford's running mean and sum of squared deviations, merged by Chan's
 * formula. State: count, mean, sum of squares. NULL without enough values.
 */
final class VarianceFunction extends SingleArgumentAccumulator {
    static final AggregateFunction VAR_POP =
            function("var_pop", "Population variance of the values that are not NULL.", false, false);
    static final AggregateFunction VAR_SAMP = function(
            "var_samp", "Sample variance of the values that are not NULL; NULL for less than two.", true, false);
    static final AggregateFunction STDDEV_POP =
            function("stddev_pop", "Population standard deviation of the values that are not NULL.", false, true);
    static final AggregateFunction STDDEV_SAMP = function(
            "stddev_samp",
            "Sample standard deviation of the values that are not NULL; NULL for less than two.",
            true,
            true);

    private final PhysicalType type;
    private final double scaleFactor;
    private final boolean sample;
    private final boolean root;

    private VarianceFunction(DataType type, boolean sample, boolean root) {
        this.type = type.physicalType();
        this.scaleFactor = NumberValues.scaleFactor(type);
        this.sample = sample;
        this.root = root;
    }

    private static AggregateFunction function(String name, String description, boolean sample, boolean root) {
        return new AggregateFunction(
                name,
                description,
                name + "(price)",
                (signature, memory) ->
                        new VarianceFunction(signature.arguments().get(0), sample, root));
    }

    @Override
    public int stateBytes() {
        return 24;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            long state = rows[i] + offset;
            double value = NumberValues.toDouble(type, data, index[i], scaleFactor);
            long count = RawMemory.getLong(state) + 1;
            double mean = RawMemory.getDouble(state + 8);
            double delta = value - mean;
            mean += delta / count;
            RawMemory.putLong(state, count);
            RawMemory.putDouble(state + 8, mean);
            RawMemory.putDouble(state + 16, RawMemory.getDouble(state + 16) + delta * (value - mean));
        }
    }

    @Override
    public void combine(long source, long target) {
        long sourceCount = RawMemory.getLong(source);
        long targetCount = RawMemory.getLong(target);
        if (sourceCount == 0) {
            return;
        }
        if (targetCount == 0) {
            RawMemory.copy(source, target, stateBytes());
            return;
        }
        long count = sourceCount + targetCount;
        double delta = RawMemory.getDouble(source + 8) - RawMemory.getDouble(target + 8);
        double mean = RawMemory.getDouble(target + 8) + delta * sourceCount / count;
        double squares = RawMemory.getDouble(target + 16)
                + RawMemory.getDouble(source + 16)
                + delta * delta * ((double) sourceCount * targetCount / count);
        RawMemory.putLong(target, count);
        RawMemory.putDouble(target + 8, mean);
        RawMemory.putDouble(target + 16, squares);
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long divisor = RawMemory.getLong(state) - (sample ? 1 : 0);
            if (divisor <= 0) {
                output.setNull(i, count);
            } else {
                double variance = RawMemory.getDouble(state + 16) / divisor;
                RawMemory.putDouble(output.dataAddress() + 8L * i, root ? Math.sqrt(variance) : variance);
            }
        }
    }
}
