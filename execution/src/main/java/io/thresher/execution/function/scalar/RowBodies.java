package io.thresher.execution.function.scalar;

import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;

/**
 * Kernels of functions whose work on one value is far dearer than a call (text decoded to a String, formatting,
 * digests). Cheap functions have loops of their own.
 */
final class RowBodies {
    private RowBodies() {}

    /** Makes the text result of a row. */
    interface TextBody {
        String apply(FunctionInput input, int row);
    }

    /** Makes the whole-number result of a row. */
    interface LongBody {
        long apply(FunctionInput input, int row);
    }

    /** Makes the double result of a row. */
    interface DoubleBody {
        double apply(FunctionInput input, int row);
    }

    /** Makes the truth of a row. */
    interface BooleanBody {
        boolean apply(FunctionInput input, int row);
    }

    /** Makes the bytes of a row. */
    interface BytesBody {
        byte[] apply(FunctionInput input, int row);
    }

    static ScalarKernel text(TextBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                input.putText(row, body.apply(input, row));
            }
        };
    }

    static ScalarKernel longs(LongBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                input.putLong(row, body.apply(input, row));
            }
        };
    }

    static ScalarKernel ints(LongBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                input.putInt(row, (int) body.apply(input, row));
            }
        };
    }

    static ScalarKernel doubles(DoubleBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                input.putDouble(row, body.apply(input, row));
            }
        };
    }

    static ScalarKernel booleans(BooleanBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                input.putBoolean(row, body.apply(input, row));
            }
        };
    }

    static ScalarKernel bytes(BytesBody body) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                byte[] bytes = body.apply(input, row);
                input.putBytes(row, bytes, bytes.length);
            }
        };
    }
}
