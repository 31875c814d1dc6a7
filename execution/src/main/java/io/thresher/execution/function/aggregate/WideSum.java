package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Sums whole numbers and decimals exactly in 128 bits. State: low half, high half, count. Sums of 64-bit values cannot
 * overflow 128 bits; those of 128-bit values are checked. A result past the type's digits is NUMERIC_OUT_OF_RANGE.
 */
final class WideSum extends SingleArgumentAccumulator {
    private static final double[] SCALES = scales();

    private final PhysicalType argument;
    private final int scale;
    private final DataType result;
    private final boolean average;

    WideSum(PhysicalType argument, int scale, DataType result, boolean average) {
        this.argument = argument;
        this.scale = scale;
        this.result = result;
        this.average = average;
    }

    private static double[] scales() {
        double[] powers = new double[23];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }

    @Override
    public int stateBytes() {
        return 24;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        if (argument == PhysicalType.INT64) {
            for (int i = from; i < to; i++) {
                long state = rows[i] + offset;
                long value = RawMemory.getLong(data + 8L * index[i]);
                addLong(state, value);
                RawMemory.putLong(state + 16, RawMemory.getLong(state + 16) + 1);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            long state = rows[i] + offset;
            if (argument == PhysicalType.INT128) {
                long value = data + 16L * index[i];
                addWide(state, RawMemory.getLong(value), RawMemory.getLong(value + 8));
            } else {
                addLong(state, NumberValues.toLong(argument, data, index[i]));
            }
            RawMemory.putLong(state + 16, RawMemory.getLong(state + 16) + 1);
        }
    }

    @Override
    void addToOne(long data, int[] positions, int from, int to, long state) {
        if (argument == PhysicalType.INT128) {
            addWideToOne(data, positions, from, to, state);
            return;
        }
        if (argument != PhysicalType.INT64) {
            super.addToOne(data, positions, from, to, state);
            return;
        }
        // The halves of up to 4096 values are summed apart: neither sum can overflow 64 bits.
        long low = 0;
        long high = 0;
        for (int i = from; i < to; i++) {
            long value = RawMemory.getLong(data + 8L * positions[i]);
            low += value & 0xFFFFFFFFL;
            high += value >> 32;
        }
        addLong(state, low);
        addWide(state, high << 32, high >> 32);
        RawMemory.putLong(state + 16, RawMemory.getLong(state + 16) + (to - from));
    }

    /** Sums the quarters of the values apart, but for the highest half, which is checked. */
    private static void addWideToOne(long data, int[] positions, int from, int to, long state) {
        long first = 0;
        long second = 0;
        long high = 0;
        for (int i = from; i < to; i++) {
            long value = data + 16L * positions[i];
            long low = RawMemory.getLong(value);
            first += low & 0xFFFFFFFFL;
            second += low >>> 32;
            long valueHigh = RawMemory.getLong(value + 8);
            long sum = high + valueHigh;
            if (((high ^ sum) & (valueHigh ^ sum)) < 0) {
                // Values of both signs may still sum up to a small one: the state takes what there is so far.
                addWide(state, 0, high);
                sum = valueHigh;
            }
            high = sum;
        }
        addWide(state, first, 0);
        addWide(state, second << 32, second >>> 32);
        addWide(state, 0, high);
        RawMemory.putLong(state + 16, RawMemory.getLong(state + 16) + (to - from));
    }

    private static void addLong(long state, long value) {
        long low = RawMemory.getLong(state);
        long sum = low + value;
        RawMemory.putLong(state, sum);
        long carry = (low & value | (low | value) & ~sum) >>> 63;
        RawMemory.putLong(state + 8, RawMemory.getLong(state + 8) + (value >> 63) + carry);
    }

    private static void addWide(long state, long valueLow, long valueHigh) {
        long low = RawMemory.getLong(state);
        long high = RawMemory.getLong(state + 8);
        long sumLow = low + valueLow;
        long carry = (low & valueLow | (low | valueLow) & ~sumLow) >>> 63;
        long sumHigh = high + valueHigh + carry;
        if (((high ^ sumHigh) & (valueHigh ^ sumHigh)) < 0) {
            throw outOfRange();
        }
        RawMemory.putLong(state, sumLow);
        RawMemory.putLong(state + 8, sumHigh);
    }

    @Override
    public void combine(long source, long target) {
        addWide(target, RawMemory.getLong(source), RawMemory.getLong(source + 8));
        RawMemory.putLong(target + 16, RawMemory.getLong(target + 16) + RawMemory.getLong(source + 16));
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            long values = RawMemory.getLong(state + 16);
            if (values == 0) {
                output.setNull(i, count);
                continue;
            }
            long low = RawMemory.getLong(state);
            long high = RawMemory.getLong(state + 8);
            if (result.physicalType() == PhysicalType.FLOAT64) {
                RawMemory.putDouble(output.dataAddress() + 8L * i, toDouble(low, high, average ? values : 1));
            } else if (average || result.scale() != scale) {
                putRounded(output, i, low, high, values);
            } else {
                putSum(output, i, low, high);
            }
        }
    }

    private double toDouble(long low, long high, long divisor) {
        if (high == low >> 63 && (scale == 0 || Math.abs(low) < 1L << 53 && scale <= 22)) {
            // Both operands are exact, so the quotient is the double nearest to the sum.
            return low / SCALES[scale] / divisor;
        }
        BigDecimal sum = new BigDecimal(NumberValues.toBigInteger(low, high), scale);
        return sum.doubleValue() / divisor;
    }

    private void putRounded(Column output, int i, long low, long high, long values) {
        BigDecimal sum = new BigDecimal(NumberValues.toBigInteger(low, high), scale);
        BigDecimal rounded = average
                ? sum.divide(BigDecimal.valueOf(values), result.scale(), RoundingMode.HALF_UP)
                : sum.setScale(result.scale(), RoundingMode.HALF_UP);
        BigInteger unscaled = rounded.unscaledValue();
        if (unscaled.bitLength() > 126) {
            throw outOfRange();
        }
        putSum(output, i, unscaled.longValue(), unscaled.shiftRight(64).longValue());
    }

    private void putSum(Column output, int i, long low, long high) {
        if (result.physicalType() == PhysicalType.INT128) {
            NumberValues.checkDigits(low, high, result);
            RawMemory.putLong(output.dataAddress() + 16L * i, low);
            RawMemory.putLong(output.dataAddress() + 16L * i + 8, high);
            return;
        }
        if (high != low >> 63) {
            throw outOfRange();
        }
        NumberValues.putLong(output, i, low);
    }

    static EngineException outOfRange() {
        return new EngineException(
                ErrorCode.NUMERIC_OUT_OF_RANGE, "Sum out of range; cast the argument to a smaller scale or to DOUBLE");
    }
}
