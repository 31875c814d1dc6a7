package io.thresher.execution.function.scalar;

import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.ArithmeticOperation;
import io.thresher.execution.kernel.DecimalArithmetic;

/** An operator on two decimals of any precision and scale. */
final class DecimalKernel implements ScalarKernel {
    private final DecimalArithmetic arithmetic;
    private final int resultBytes;

    DecimalKernel(ArithmeticOperation operator, FunctionBinding binding) {
        this.arithmetic = new DecimalArithmetic(operator, binding.argument(0), binding.argument(1), binding.result());
        this.resultBytes = binding.result().physicalType().bytes();
    }

    @Override
    public void evaluate(FunctionInput input) {
        boolean good = arithmetic.run(
                input.address(0),
                input.stride(0),
                input.address(1),
                input.stride(1),
                input.resultAddress(),
                input.loopSelection(),
                input.loopCount());
        if (good) {
            return;
        }
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (input.isRelevant(row)) {
                arithmetic.exact(
                        input.address(0, row), input.address(1, row), input.resultAddress() + (long) resultBytes * row);
            }
        }
    }
}
