package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.Arrays;

/**
 * MEDIAN, and QUANTILE_CONT with the fraction as second argument: the value at that place of the sorted values, between two values
 * linearly. Holds all values as doubles. State: list of values, fraction, whether it is known.
 */
final class QuantileFunction implements Accumulator {
    static final AggregateFunction MEDIAN = new AggregateFunction(
            "median",
            "Middle of the values that are not NULL, the mean of the two middle ones if their number is even.",
            "median(price)",
            QuantileFunction::new);
    static final AggregateFunction QUANTILE_CONT = new AggregateFunction(
            "quantile_cont",
            "Value below which the given fraction of the values lies, interpolated; the fraction is the same for all rows.",
            "quantile_cont(price, 0.9)",
            QuantileFunction::new);

    private static final int FRACTION = ValueList.BYTES;

    private final DataType[] types;
    private final double[] scaleFactors;
    private final QueryMemory memory;
    private final StringHeap heap;

    private QuantileFunction(AggregateSignature signature, QueryMemory memory) {
        this.types = signature.arguments().toArray(new DataType[0]);
        this.scaleFactors =
                Arrays.stream(types).mapToDouble(NumberValues::scaleFactor).toArray();
        this.memory = memory;
        this.heap = new StringHeap(memory);
    }

    @Override
    public int stateBytes() {
        return FRACTION + 16;
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
        if (RawMemory.getLong(state + FRACTION + 8) == 0) {
            RawMemory.putDouble(state + FRACTION, fraction(arguments, i));
            RawMemory.putLong(state + FRACTION + 8, 1);
        }
        if (!arguments[0].isNull(i)) {
            RawMemory.putDouble(ValueList.add(state, 8, heap), number(arguments, 0, i));
        }
    }

    private double number(ColumnValues[] arguments, int argument, int i) {
        ColumnValues values = arguments[argument];
        return NumberValues.toDouble(
                types[argument].physicalType(), values.data(), values.index()[i], scaleFactors[argument]);
    }

    private double fraction(ColumnValues[] arguments, int i) {
        if (types.length < 2) {
            return 0.5;
        }
        double fraction = arguments[1].isNull(i) ? Double.NaN : number(arguments, 1, i);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "Fraction of quantile_cont must be from 0 to 1; fraction: " + fraction);
        }
        return fraction;
    }

    @Override
    public void combine(long source, long target) {
        ValueList.join(source, target);
        if (RawMemory.getLong(target + FRACTION + 8) == 0) {
            RawMemory.copy(source + FRACTION, target + FRACTION, 16);
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long size = ValueList.size(state);
            if (size == 0) {
                output.setNull(i, count);
            } else {
                put(output, i, quantile(state, size));
            }
        }
    }

    private static void put(Column output, int i, double value) {
        if (output.physicalType() == PhysicalType.FLOAT64) {
            RawMemory.putDouble(output.dataAddress() + 8L * i, value);
        } else {
            double scaled = value * NumberValues.scaleFactor(output.type());
            NumberValues.putLong(output, i, Math.round(scaled));
        }
    }

    private double quantile(long state, long size) {
        int length = Math.toIntExact(size);
        memory.reserve(8L * length);
        try {
            double[] values = new double[length];
            int[] next = new int[1];
            ValueList.forEach(state, 8, entry -> values[next[0]++] = RawMemory.getDouble(entry));
            Arrays.sort(values);
            double place = RawMemory.getDouble(state + FRACTION) * (length - 1);
            int below = (int) Math.floor(place);
            double low = values[below];
            double high = values[Math.min(length - 1, below + 1)];
            return place == below || low == high ? low : low + (high - low) * (place - below);
        } finally {
            memory.release(8L * length);
        }
    }

    @Override
    public void close() {
        heap.close();
    }
}
