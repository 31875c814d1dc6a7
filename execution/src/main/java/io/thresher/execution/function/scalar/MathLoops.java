package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.kernel.NumericErrors;

/**
 * Loops of mathematical functions of one double. NaN gives NaN; a NaN of another number is an INVALID_ARGUMENT (it is
 * outside the function's domain), an infinity of a finite one NUMERIC_OUT_OF_RANGE, as PostgreSQL has it.
 */
final class MathLoops {
    private static final double LN_2 = Math.log(2);

    private MathLoops() {}

    static double checked(double x, double result) {
        if (Double.isNaN(result) && !Double.isNaN(x)) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "Argument outside the domain of the mathematical function: " + x);
        }
        if (Double.isInfinite(result) && !Double.isInfinite(x)) {
            throw NumericErrors.outOfRange(DataType.DOUBLE);
        }
        return result;
    }

    static double log2(double x) {
        int exponent = Math.getExponent(x);
        // Powers of two are exact.
        return x > 0 && x == Math.scalb(1.0, exponent) ? exponent : Math.log(x) / LN_2;
    }

    static void sqrt(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.sqrt(x)));
        }
    }

    static void cbrt(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.cbrt(x)));
        }
    }

    static void exp(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.exp(x)));
        }
    }

    static void ln(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.log(x)));
        }
    }

    static void log10(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.log10(x)));
        }
    }

    static void log2(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, log2(x)));
        }
    }

    static void sin(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.sin(x)));
        }
    }

    static void cos(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.cos(x)));
        }
    }

    static void tan(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.tan(x)));
        }
    }

    static void cot(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, 1 / Math.tan(x)));
        }
    }

    static void asin(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.asin(x)));
        }
    }

    static void acos(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.acos(x)));
        }
    }

    static void atan(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.atan(x)));
        }
    }

    static void sinh(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.sinh(x)));
        }
    }

    static void cosh(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.cosh(x)));
        }
    }

    static void tanh(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.tanh(x)));
        }
    }

    static void degrees(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.toDegrees(x)));
        }
    }

    static void radians(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.toRadians(x)));
        }
    }

    static void ceil(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.ceil(x)));
        }
    }

    static void floor(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.floor(x)));
        }
    }

    static void round(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.rint(x)));
        }
    }

    static void truncate(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, x < 0 ? Math.ceil(x) : Math.floor(x)));
        }
    }

    static void sign(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            input.putDouble(row, checked(x, Math.signum(x)));
        }
    }
}
