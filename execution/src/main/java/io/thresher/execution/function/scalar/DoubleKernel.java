package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.ArithmeticOperation;
import io.thresher.execution.kernel.DoubleArithmetic;
import io.thresher.execution.kernel.NumericErrors;
import org.jspecify.annotations.Nullable;

/**
 * An operator on two doubles, or on two reals, whose result is rounded to float. An infinite result of finite operands
 * is an overflow, as PostgreSQL has it; infinity and NaN that were there before stay.
 */
final class DoubleKernel implements ScalarKernel {
    private final ArithmeticOperation operator;
    private final DataType type;

    DoubleKernel(ArithmeticOperation operator, FunctionBinding binding) {
        this.operator = operator;
        this.type = binding.result();
    }

    @Override
    public void evaluate(FunctionInput input) {
        long l = input.address(0);
        int ls = input.stride(0);
        long r = input.address(1);
        int rs = input.stride(1);
        long out = input.resultAddress();
        int @Nullable [] rows = input.loopSelection();
        int count = input.loopCount();
        boolean good = switch (operator) {
            case ADD -> DoubleArithmetic.add(l, ls, r, rs, out, rows, count);
            case SUBTRACT -> DoubleArithmetic.subtract(l, ls, r, rs, out, rows, count);
            case MULTIPLY -> DoubleArithmetic.multiply(l, ls, r, rs, out, rows, count);
            case DIVIDE -> DoubleArithmetic.divide(l, ls, r, rs, out, rows, count);
            case MODULO -> false;
        };
        if (!good || type.kind() == TypeKind.REAL) {
            exact(input);
        }
    }

    private void exact(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (input.isRelevant(row)) {
                double x = input.doubleAt(0, row);
                double y = input.doubleAt(1, row);
                double value = apply(x, y);
                if (Double.isInfinite(value) && Double.isFinite(x) && Double.isFinite(y)) {
                    throw NumericErrors.outOfRange(type);
                }
                input.putDouble(row, value);
            }
        }
    }

    private double apply(double x, double y) {
        if (y == 0 && (operator == ArithmeticOperation.DIVIDE || operator == ArithmeticOperation.MODULO)) {
            throw NumericErrors.divisionByZero();
        }
        double value = switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MODULO -> x % y;
        };
        return type.kind() == TypeKind.REAL ? (float) value : value;
    }
}
