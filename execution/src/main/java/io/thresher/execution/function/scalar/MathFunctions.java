package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.NumericErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Roots, powers, logarithms, angles and random numbers, in doubles. */
final class MathFunctions {
    private MathFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>();
        functions.add(unary("sqrt", "The square root.", "SQRT(2)", MathLoops::sqrt));
        functions.add(unary("cbrt", "The cube root.", "CBRT(27)", MathLoops::cbrt));
        functions.add(unary("exp", "e to the power of x.", "EXP(1)", MathLoops::exp));
        functions.add(unary("ln", "The natural logarithm.", "LN(10)", MathLoops::ln));
        functions.add(unary("log10", "The logarithm to base 10.", "LOG10(100)", MathLoops::log10));
        functions.add(unary("log2", "The logarithm to base 2.", "LOG2(8)", MathLoops::log2));
        functions.add(unary("sin", "The sine of radians.", "SIN(1)", MathLoops::sin));
        functions.add(unary("cos", "The cosine of radians.", "COS(1)", MathLoops::cos));
        functions.add(unary("tan", "The tangent of radians.", "TAN(1)", MathLoops::tan));
        functions.add(unary("cot", "The cotangent of radians.", "COT(1)", MathLoops::cot));
        functions.add(unary("asin", "The arc sine, in radians.", "ASIN(1)", MathLoops::asin));
        functions.add(unary("acos", "The arc cosine, in radians.", "ACOS(1)", MathLoops::acos));
        functions.add(unary("atan", "The arc tangent, in radians.", "ATAN(1)", MathLoops::atan));
        functions.add(unary("sinh", "The hyperbolic sine.", "SINH(1)", MathLoops::sinh));
        functions.add(unary("cosh", "The hyperbolic cosine.", "COSH(1)", MathLoops::cosh));
        functions.add(unary("tanh", "The hyperbolic tangent.", "TANH(1)", MathLoops::tanh));
        functions.add(unary("degrees", "Radians to degrees.", "DEGREES(1)", MathLoops::degrees));
        functions.add(unary("radians", "Degrees to radians.", "RADIANS(180)", MathLoops::radians));
        functions.addAll(others());
        return functions;
    }

    private static ScalarFunction unary(String name, String description, String example, ScalarKernel kernel) {
        return ScalarFunction.of(
                name, FunctionGroup.MATH, description, example, strict("DOUBLE -> DOUBLE", b -> kernel));
    }

    private static List<ScalarFunction> others() {
        return List.of(
                ScalarFunction.of(
                        "log",
                        FunctionGroup.MATH,
                        "LOG(base, x): the logarithm of x; LOG(x) is to base 10.",
                        "LOG(2, 8)",
                        strict("DOUBLE -> DOUBLE", b -> MathLoops::log10),
                        strict("DOUBLE, DOUBLE -> DOUBLE", b -> MathFunctions::log)),
                ScalarFunction.of(
                        "power",
                        FunctionGroup.MATH,
                        "x to the power of y.",
                        "POWER(2, 10)",
                        strict("DOUBLE, DOUBLE -> DOUBLE", b -> MathFunctions::power)),
                ScalarFunction.of(
                        "atan2",
                        FunctionGroup.MATH,
                        "ATAN2(y, x): the angle of the point (x, y), in radians.",
                        "ATAN2(1, 1)",
                        strict("DOUBLE, DOUBLE -> DOUBLE", b -> MathFunctions::atan2)),
                ScalarFunction.of(
                        "pi",
                        FunctionGroup.MATH,
                        "The ratio of a circle's circumference to its diameter.",
                        "PI()",
                        strict("-> DOUBLE", b -> RowBodies.doubles((input, row) -> Math.PI))),
                new ScalarFunction(
                        "random",
                        FunctionGroup.MATH,
                        "A random number from 0 (inclusive) to 1, another for each row.",
                        "RANDOM()",
                        false,
                        List.of(strict("-> DOUBLE", b -> random()))),
                ScalarFunction.of(
                        "is_nan",
                        FunctionGroup.MATH,
                        "Whether x is not a number.",
                        "IS_NAN(1)",
                        strict(
                                "DOUBLE -> BOOLEAN",
                                b -> RowBodies.booleans((input, row) -> Double.isNaN(input.doubleAt(0, row))))),
                ScalarFunction.of(
                        "is_infinite",
                        FunctionGroup.MATH,
                        "Whether x is infinite.",
                        "IS_INFINITE(1)",
                        strict(
                                "DOUBLE -> BOOLEAN",
                                b -> RowBodies.booleans((input, row) -> Double.isInfinite(input.doubleAt(0, row))))));
    }

    private static ScalarKernel random() {
        SplittableRandom random = new SplittableRandom();
        return RowBodies.doubles((input, row) -> random.nextDouble());
    }

    private static void log(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double base = input.doubleAt(0, row);
            double x = input.doubleAt(1, row);
            double bottom = MathLoops.checked(base, Math.log(base));
            if (bottom == 0) {
                throw NumericErrors.divisionByZero();
            }
            double value = base == 2 ? MathLoops.log2(x) : base == 10 ? Math.log10(x) : Math.log(x) / bottom;
            input.putDouble(row, MathLoops.checked(x, value));
        }
    }

    private static void power(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            double y = input.doubleAt(1, row);
            double value = Math.pow(x, y);
            if (x == 0 && y < 0 || Double.isNaN(value) && !Double.isNaN(x) && !Double.isNaN(y)) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "Power is not a real number: " + x + " to the power of " + y);
            }
            if (Double.isInfinite(value) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
                throw NumericErrors.outOfRange(io.thresher.batch.DataType.DOUBLE);
            }
            // 1 to any power and any number to the power of 0 are 1, even for NaN.
            input.putDouble(row, x == 1 ? 1 : value);
        }
    }

    private static void atan2(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putDouble(row, Math.atan2(input.doubleAt(0, row), input.doubleAt(1, row)));
        }
    }
}
