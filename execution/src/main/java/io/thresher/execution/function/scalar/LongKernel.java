package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.ArithmeticOperation;
import io.thresher.execution.kernel.LongArithmetic;
import io.thresher.execution.kernel.NumericErrors;
import org.jspecify.annotations.Nullable;

/** An operator on two numbers of 64 bits. */
final class LongKernel implements ScalarKernel {
    private final ArithmeticOperation operator;
    private final DataType type;

    LongKernel(ArithmeticOperation operator, FunctionBinding binding) {
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
            case ADD -> LongArithmetic.add(l, ls, r, rs, out, rows, count);
            case SUBTRACT -> LongArithmetic.subtract(l, ls, r, rs, out, rows, count);
            case MULTIPLY -> LongArithmetic.multiply(l, ls, r, rs, out, rows, count);
            case DIVIDE, MODULO -> false;
        };
        if (!good) {
            exact(input);
        }
    }

    private void exact(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (input.isRelevant(row)) {
                input.putLong(row, apply(input.longAt(0, row), input.longAt(1, row)));
            }
        }
    }

    private long apply(long x, long y) {
        if (y == 0 && (operator == ArithmeticOperation.DIVIDE || operator == ArithmeticOperation.MODULO)) {
            throw NumericErrors.divisionByZero();
        }
        if (y == -1 && x == Long.MIN_VALUE && operator == ArithmeticOperation.DIVIDE) {
            throw NumericErrors.outOfRange(type);
        }
        try {
            return switch (operator) {
                case ADD -> Math.addExact(x, y);
                case SUBTRACT -> Math.subtractExact(x, y);
                case MULTIPLY -> Math.multiplyExact(x, y);
                case DIVIDE -> x / y;
                case MODULO -> x % y;
            };
        } catch (ArithmeticException e) {
            throw NumericErrors.outOfRange(type);
        }
    }
}
