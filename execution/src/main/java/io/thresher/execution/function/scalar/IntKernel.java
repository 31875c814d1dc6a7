package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.ArithmeticOperation;
import io.thresher.execution.kernel.IntArithmetic;
import io.thresher.execution.kernel.NumericErrors;
import org.jspecify.annotations.Nullable;

/** An operator on two numbers of 32 bits, checked against the range of TINYINT, SMALLINT or INTEGER. */
final class IntKernel implements ScalarKernel {
    private final ArithmeticOperation operator;
    private final DataType type;
    private final int min;
    private final int max;

    IntKernel(ArithmeticOperation operator, FunctionBinding binding) {
        this.operator = operator;
        this.type = binding.result();
        this.min = type.kind() == TypeKind.TINYINT
                ? Byte.MIN_VALUE
                : type.kind() == TypeKind.SMALLINT ? Short.MIN_VALUE : Integer.MIN_VALUE;
        this.max = -1 - min;
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
            case ADD -> IntArithmetic.add(l, ls, r, rs, out, rows, count);
            case SUBTRACT -> IntArithmetic.subtract(l, ls, r, rs, out, rows, count);
            case MULTIPLY -> IntArithmetic.multiply(l, ls, r, rs, out, rows, count);
            case DIVIDE, MODULO -> false;
        };
        if (!good || min != Integer.MIN_VALUE) {
            exact(input);
        }
    }

    private void exact(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (input.isRelevant(row)) {
                long value = apply(input.intAt(0, row), input.intAt(1, row));
                if (value < min || value > max) {
                    throw NumericErrors.outOfRange(type);
                }
                input.putInt(row, (int) value);
            }
        }
    }

    private long apply(long x, long y) {
        if (y == 0 && (operator == ArithmeticOperation.DIVIDE || operator == ArithmeticOperation.MODULO)) {
            throw NumericErrors.divisionByZero();
        }
        return switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MODULO -> x % y;
        };
    }
}
