package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.kernel.Int128;
import io.thresher.execution.kernel.NumericErrors;

/** Writes a number given in millionths as whatever numeric type the result has. */
final class NumberResult {
    private static final long MILLION = 1_000_000L;

    private NumberResult() {}

    /** Whole types truncate, decimals round half away from zero. */
    static void put(FunctionInput input, int row, DataType type, long millionths) {
        switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER -> {
                long value = millionths / MILLION;
                if (value != (int) value) {
                    throw NumericErrors.outOfRange(value, type);
                }
                input.putInt(row, (int) value);
            }
            case BIGINT -> input.putLong(row, millionths / MILLION);
            case DECIMAL -> putDecimal(input, row, type, millionths);
            default -> input.putDouble(row, millionths / (double) MILLION);
        }
    }

    private static void putDecimal(FunctionInput input, int row, DataType type, long millionths) {
        Int128 value = new Int128().set(millionths);
        boolean fits = true;
        if (type.scale() >= 6) {
            fits = value.scaleUp(type.scale() - 6);
        } else {
            value.scaleDown(6 - type.scale());
        }
        if (!fits || !value.hasDigits(type.precision())) {
            throw NumericErrors.outOfRange(type);
        }
        if (type.physicalType() == PhysicalType.INT128) {
            value.store(input.resultAddress() + 16L * row);
        } else {
            input.putLong(row, value.low());
        }
    }
}
