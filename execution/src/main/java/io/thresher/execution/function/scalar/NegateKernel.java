package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Int128;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.memory.RawMemory;

/** Unary minus, or the absolute value, of a number or interval. */
final class NegateKernel implements ScalarKernel {
    private final DataType type;
    private final boolean absolute;
    private final long least;

    NegateKernel(FunctionBinding binding, boolean absolute) {
        this.type = binding.result();
        this.absolute = absolute;
        this.least = switch (type.kind()) {
            case TINYINT -> Byte.MIN_VALUE;
            case SMALLINT -> Short.MIN_VALUE;
            case BIGINT, INTERVAL_DAY_TIME -> Long.MIN_VALUE;
            default -> Integer.MIN_VALUE;
        };
    }

    @Override
    public void evaluate(FunctionInput input) {
        switch (type.physicalType()) {
            case INT32 -> ints(input);
            case INT64 -> longs(input);
            case INT128 -> wides(input);
            default -> doubles(input);
        }
    }

    private void ints(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            int value = input.intAt(0, row);
            if (value == least) {
                throw NumericErrors.outOfRange(type);
            }
            input.putInt(row, absolute ? Math.abs(value) : -value);
        }
    }

    private void longs(FunctionInput input) {
        boolean decimal = type.kind() == TypeKind.DECIMAL;
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long value = input.longAt(0, row);
            if (value == least && !decimal) {
                throw NumericErrors.outOfRange(type);
            }
            input.putLong(row, absolute ? Math.abs(value) : -value);
        }
    }

    private void wides(FunctionInput input) {
        Int128 value = new Int128();
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            value.load(input.address(0, row));
            if (!absolute || value.isNegative()) {
                value.negate();
            }
            value.store(input.resultAddress() + 16L * row);
        }
    }

    private void doubles(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double value = RawMemory.getDouble(input.address(0, row));
            input.putDouble(row, absolute ? Math.abs(value) : -value);
        }
    }
}
