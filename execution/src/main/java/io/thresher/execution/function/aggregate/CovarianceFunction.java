package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.RawMemory;
import java.util.List;

/**
 * COVAR_POP, COVAR_SAMP, CORR over the rows in which neither argument is NULL, with running means. State: count, mean of the
 * first, mean of the second, squares of the first, squares of the second, products.
 */
final class CovarianceFunction implements Accumulator {
    static final AggregateFunction COVAR_POP = function("covar_pop", "Population covariance.", Kind.POPULATION);
    static final AggregateFunction COVAR_SAMP = function("covar_samp", "Sample covariance.", Kind.SAMPLE);
    static final AggregateFunction CORR = function("corr", "Correlation coefficient.", Kind.CORRELATION);

    private final List<DataType> types;
    private final double firstScale;
    private final double secondScale;
    private final Kind kind;

    private CovarianceFunction(List<DataType> types, Kind kind) {
        this.types = types;
        this.firstScale = NumberValues.scaleFactor(types.get(0));
        this.secondScale = NumberValues.scaleFactor(types.get(1));
        this.kind = kind;
    }

    private static AggregateFunction function(String name, String description, Kind kind) {
        return new AggregateFunction(
                name,
                description + " Rows with a NULL are left out.",
                name + "(y, x)",
                (signature, memory) -> new CovarianceFunction(signature.arguments(), kind));
    }

    @Override
    public int stateBytes() {
        return 48;
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
        ColumnValues first = arguments[0];
        ColumnValues second = arguments[1];
        if (first.isNull(i) || second.isNull(i)) {
            return;
        }
        double x = NumberValues.toDouble(types.get(0).physicalType(), first.data(), first.index()[i], firstScale);
        double y = NumberValues.toDouble(types.get(1).physicalType(), second.data(), second.index()[i], secondScale);
        long count = RawMemory.getLong(state) + 1;
        double dx = x - RawMemory.getDouble(state + 8);
        double dy = y - RawMemory.getDouble(state + 16);
        double meanX = RawMemory.getDouble(state + 8) + dx / count;
        double meanY = RawMemory.getDouble(state + 16) + dy / count;
        RawMemory.putLong(state, count);
        RawMemory.putDouble(state + 8, meanX);
        RawMemory.putDouble(state + 16, meanY);
        plus(state + 24, dx * (x - meanX));
        plus(state + 32, dy * (y - meanY));
        plus(state + 40, dx * (y - meanY));
    }

    private static void plus(long address, double value) {
        RawMemory.putDouble(address, RawMemory.getDouble(address) + value);
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
        double dx = RawMemory.getDouble(source + 8) - RawMemory.getDouble(target + 8);
        double dy = RawMemory.getDouble(source + 16) - RawMemory.getDouble(target + 16);
        double weight = (double) sourceCount * targetCount / count;
        RawMemory.putLong(target, count);
        plus(target + 8, dx * sourceCount / count);
        plus(target + 16, dy * sourceCount / count);
        plus(target + 24, RawMemory.getDouble(source + 24) + dx * dx * weight);
        plus(target + 32, RawMemory.getDouble(source + 32) + dy * dy * weight);
        plus(target + 40, RawMemory.getDouble(source + 40) + dx * dy * weight);
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long values = RawMemory.getLong(state);
            double squares = RawMemory.getDouble(state + 24) * RawMemory.getDouble(state + 32);
            boolean none = switch (kind) {
                case POPULATION -> values == 0;
                case SAMPLE -> values < 2;
                case CORRELATION -> values == 0 || squares == 0;
            };
            if (none) {
                output.setNull(i, count);
                continue;
            }
            double products = RawMemory.getDouble(state + 40);
            double result = switch (kind) {
                case POPULATION -> products / values;
                case SAMPLE -> products / (values - 1);
                case CORRELATION -> Math.max(-1, Math.min(1, products / Math.sqrt(squares)));
            };
            RawMemory.putDouble(output.dataAddress() + 8L * i, result);
        }
    }

    @Override
    public void close() {}

    private enum Kind {
        POPULATION,
        SAMPLE,
        CORRELATION
    }
}
