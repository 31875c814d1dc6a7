package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.dense;
import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.kernel.ArithmeticOperation;
import java.util.List;

/** The operators {@code + - * / %} and unary minus, on numbers and on dates with intervals. */
final class ArithmeticFunctions {
    private ArithmeticFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(add(), subtract(), multiply(), divide(), modulo(), negate());
    }

    private static ScalarFunction add() {
        return ScalarFunction.of(
                "add",
                FunctionGroup.ARITHMETIC,
                "x + y: numbers, a date or timestamp and an interval (days if INTEGER), or two intervals.",
                "1 + 2",
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntKernel(ArithmeticOperation.ADD, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongKernel(ArithmeticOperation.ADD, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalKernel(ArithmeticOperation.ADD, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleKernel(ArithmeticOperation.ADD, b)),
                strict("DATE, INTEGER -> DATE", b -> DateArithmetic.addDays(0, 1, 1)),
                strict("INTEGER, DATE -> DATE", b -> DateArithmetic.addDays(1, 0, 1)),
                strict("DATE, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("DATE, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("INTERVAL_YEAR_MONTH, DATE -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("INTERVAL_DAY_TIME, DATE -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("DATE, TIME -> TIMESTAMP", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("TIMESTAMP, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("TIMESTAMP, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("INTERVAL_YEAR_MONTH, TIMESTAMP -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("INTERVAL_DAY_TIME, TIMESTAMP -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("TIMESTAMP_TZ, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("TIMESTAMP_TZ, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, 1)),
                strict("INTERVAL_YEAR_MONTH, TIMESTAMP_TZ -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("INTERVAL_DAY_TIME, TIMESTAMP_TZ -> SAME", b -> DateArithmetic.addInterval(b, 1, 0, 1)),
                strict("TIME, INTERVAL_DAY_TIME -> TIME", b -> DateArithmetic.addToTime(0, 1, 1)),
                strict("INTERVAL_DAY_TIME, TIME -> TIME", b -> DateArithmetic.addToTime(1, 0, 1)),
                dense(
                        "INTERVAL_YEAR_MONTH, INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH",
                        b -> new IntKernel(ArithmeticOperation.ADD, b)),
                dense(
                        "INTERVAL_DAY_TIME, INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME",
                        b -> new LongKernel(ArithmeticOperation.ADD, b)));
    }

    private static ScalarFunction subtract() {
        return ScalarFunction.of(
                "subtract",
                FunctionGroup.ARITHMETIC,
                "x - y: numbers, a date or timestamp and an interval, two intervals, two dates (days), two timestamps"
                        + " (an interval).",
                "DATE '1998-12-01' - INTERVAL '90' DAY",
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntKernel(ArithmeticOperation.SUBTRACT, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongKernel(ArithmeticOperation.SUBTRACT, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalKernel(ArithmeticOperation.SUBTRACT, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleKernel(ArithmeticOperation.SUBTRACT, b)),
                dense("DATE, DATE -> INTEGER", b -> new IntKernel(ArithmeticOperation.SUBTRACT, b)),
                strict("DATE, INTEGER -> DATE", b -> DateArithmetic.addDays(0, 1, -1)),
                strict("DATE, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("DATE, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("TIMESTAMP, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("TIMESTAMP, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("TIMESTAMP_TZ, INTERVAL_YEAR_MONTH -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("TIMESTAMP_TZ, INTERVAL_DAY_TIME -> SAME", b -> DateArithmetic.addInterval(b, 0, 1, -1)),
                strict("TIME, INTERVAL_DAY_TIME -> TIME", b -> DateArithmetic.addToTime(0, 1, -1)),
                dense(
                        "TIMESTAMP, TIMESTAMP -> INTERVAL_DAY_TIME",
                        b -> new LongKernel(ArithmeticOperation.SUBTRACT, b)),
                dense(
                        "TIMESTAMP_TZ, TIMESTAMP_TZ -> INTERVAL_DAY_TIME",
                        b -> new LongKernel(ArithmeticOperation.SUBTRACT, b)),
                dense("TIME, TIME -> INTERVAL_DAY_TIME", b -> new LongKernel(ArithmeticOperation.SUBTRACT, b)),
                dense(
                        "INTERVAL_YEAR_MONTH, INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH",
                        b -> new IntKernel(ArithmeticOperation.SUBTRACT, b)),
                dense(
                        "INTERVAL_DAY_TIME, INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME",
                        b -> new LongKernel(ArithmeticOperation.SUBTRACT, b)));
    }

    private static ScalarFunction multiply() {
        return ScalarFunction.of(
                "multiply",
                FunctionGroup.ARITHMETIC,
                "x * y: numbers, or an interval and a number.",
                "6 * 7",
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntKernel(ArithmeticOperation.MULTIPLY, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongKernel(ArithmeticOperation.MULTIPLY, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalKernel(ArithmeticOperation.MULTIPLY, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleKernel(ArithmeticOperation.MULTIPLY, b)),
                strict("INTERVAL_YEAR_MONTH, DOUBLE -> INTERVAL_YEAR_MONTH", b -> DateArithmetic.scale(b, 0, 1, false)),
                strict("INTERVAL_DAY_TIME, DOUBLE -> INTERVAL_DAY_TIME", b -> DateArithmetic.scale(b, 0, 1, false)),
                strict("DOUBLE, INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH", b -> DateArithmetic.scale(b, 1, 0, false)),
                strict("DOUBLE, INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME", b -> DateArithmetic.scale(b, 1, 0, false)));
    }

    private static ScalarFunction divide() {
        return ScalarFunction.of(
                "divide",
                FunctionGroup.ARITHMETIC,
                "x / y: integers truncate toward zero; decimals round to the result's scale; y = 0 is an error.",
                "7 / 2",
                strict("INTEGER, INTEGER -> INTEGER", b -> new IntKernel(ArithmeticOperation.DIVIDE, b)),
                strict("BIGINT, BIGINT -> BIGINT", b -> new LongKernel(ArithmeticOperation.DIVIDE, b)),
                strict("DECIMAL, DECIMAL -> SAME", b -> new DecimalKernel(ArithmeticOperation.DIVIDE, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleKernel(ArithmeticOperation.DIVIDE, b)),
                strict("INTERVAL_YEAR_MONTH, DOUBLE -> INTERVAL_YEAR_MONTH", b -> DateArithmetic.scale(b, 0, 1, true)),
                strict("INTERVAL_DAY_TIME, DOUBLE -> INTERVAL_DAY_TIME", b -> DateArithmetic.scale(b, 0, 1, true)));
    }

    private static ScalarFunction modulo() {
        return ScalarFunction.of(
                "modulo",
                FunctionGroup.ARITHMETIC,
                "The remainder of x / y, with the sign of x; y = 0 is an error.",
                "MOD(7, 3)",
                strict("INTEGER, INTEGER -> INTEGER", b -> new IntKernel(ArithmeticOperation.MODULO, b)),
                strict("BIGINT, BIGINT -> BIGINT", b -> new LongKernel(ArithmeticOperation.MODULO, b)),
                strict("DECIMAL, DECIMAL -> SAME", b -> new DecimalKernel(ArithmeticOperation.MODULO, b)),
                strict("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleKernel(ArithmeticOperation.MODULO, b)));
    }

    private static ScalarFunction negate() {
        return ScalarFunction.of(
                "negate",
                FunctionGroup.ARITHMETIC,
                "-x: a number or an interval.",
                "-(1)",
                strict("INTEGER -> INTEGER", b -> new NegateKernel(b, false)),
                strict("BIGINT -> BIGINT", b -> new NegateKernel(b, false)),
                strict("DECIMAL -> SAME", b -> new NegateKernel(b, false)),
                strict("DOUBLE -> DOUBLE", b -> new NegateKernel(b, false)),
                strict("INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH", b -> new NegateKernel(b, false)),
                strict("INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME", b -> new NegateKernel(b, false)));
    }
}
