package io.thresher.execution.function.cast;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;

/**
 * A conversion that works row by row and may fail. If it is safe, a value that does not convert becomes NULL. Subclasses
 * keep the loop's call monomorphic per conversion; the conversions here are bound by parsing or formatting.
 */
abstract class RowCast implements ScalarKernel {
    private final boolean safe;

    RowCast(boolean safe) {
        this.safe = safe;
    }

    /** Converts argument 0 at {@code row} to the result. */
    abstract void convert(FunctionInput input, int row);

    @Override
    public final void evaluate(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (!safe) {
                convert(input, row);
                continue;
            }
            try {
                convert(input, row);
            } catch (EngineException e) {
                if (!isConversionError(e.code())) {
                    throw e;
                }
                input.putNull(row);
            }
        }
    }

    private static boolean isConversionError(ErrorCode code) {
        return code == ErrorCode.INVALID_CAST
                || code == ErrorCode.INVALID_DATETIME
                || code == ErrorCode.NUMERIC_OUT_OF_RANGE;
    }
}
