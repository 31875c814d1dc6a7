package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.dense;
import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.kernel.ArithmeticOperator;
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
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntOperator(ArithmeticOperator.ADD, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongOperator(ArithmeticOperator.ADD, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalOperator(ArithmeticOperator.ADD, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleOperator(ArithmeticOperator.ADD, b)),
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
                        b -> new IntOperator(ArithmeticOperator.ADD, b)),
                dense(
                        "INTERVAL_DAY_TIME, INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME",
                        b -> new LongOperator(ArithmeticOperator.ADD, b)));
    }

    private static ScalarFunction subtract() {
        return ScalarFunction.of(
                "subtract",
                FunctionGroup.ARITHMETIC,
                "x - y: numbers, a date or timestamp and an interval, two intervals, two dates (days), two timestamps"
                        + " (an interval).",
                "DATE '1998-12-01' - INTERVAL '90' DAY",
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntOperator(ArithmeticOperator.SUBTRACT, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongOperator(ArithmeticOperator.SUBTRACT, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalOperator(ArithmeticOperator.SUBTRACT, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleOperator(ArithmeticOperator.SUBTRACT, b)),
                dense("DATE, DATE -> INTEGER", b -> new IntOperator(ArithmeticOperator.SUBTRACT, b)),
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
                        b -> new LongOperator(ArithmeticOperator.SUBTRACT, b)),
                dense(
                        "TIMESTAMP_TZ, TIMESTAMP_TZ -> INTERVAL_DAY_TIME",
                        b -> new LongOperator(ArithmeticOperator.SUBTRACT, b)),
                dense("TIME, TIME -> INTERVAL_DAY_TIME", b -> new LongOperator(ArithmeticOperator.SUBTRACT, b)),
                dense(
                        "INTERVAL_YEAR_MONTH, INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH",
                        b -> new IntOperator(ArithmeticOperator.SUBTRACT, b)),
                dense(
                        "INTERVAL_DAY_TIME, INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME",
                        b -> new LongOperator(ArithmeticOperator.SUBTRACT, b)));
    }

    private static ScalarFunction multiply() {
        return ScalarFunction.of(
                "multiply",
                FunctionGroup.ARITHMETIC,
                "x * y: numbers, or an interval and a number.",
                "6 * 7",
                dense("INTEGER, INTEGER -> INTEGER", b -> new IntOperator(ArithmeticOperator.MULTIPLY, b)),
                dense("BIGINT, BIGINT -> BIGINT", b -> new LongOperator(ArithmeticOperator.MULTIPLY, b)),
                dense("DECIMAL, DECIMAL -> SAME", b -> new DecimalOperator(ArithmeticOperator.MULTIPLY, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleOperator(ArithmeticOperator.MULTIPLY, b)),
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
                strict("INTEGER, INTEGER -> INTEGER", b -> new IntOperator(ArithmeticOperator.DIVIDE, b)),
                strict("BIGINT, BIGINT -> BIGINT", b -> new LongOperator(ArithmeticOperator.DIVIDE, b)),
                strict("DECIMAL, DECIMAL -> SAME", b -> new DecimalOperator(ArithmeticOperator.DIVIDE, b)),
                dense("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleOperator(ArithmeticOperator.DIVIDE, b)),
                strict("INTERVAL_YEAR_MONTH, DOUBLE -> INTERVAL_YEAR_MONTH", b -> DateArithmetic.scale(b, 0, 1, true)),
                strict("INTERVAL_DAY_TIME, DOUBLE -> INTERVAL_DAY_TIME", b -> DateArithmetic.scale(b, 0, 1, true)));
    }

    private static ScalarFunction modulo() {
        return ScalarFunction.of(
                "modulo",
                FunctionGroup.ARITHMETIC,
                "The remainder of x / y, with the sign of x; y = 0 is an error.",
                "MOD(7, 3)",
                strict("INTEGER, INTEGER -> INTEGER", b -> new IntOperator(ArithmeticOperator.MODULO, b)),
                strict("BIGINT, BIGINT -> BIGINT", b -> new LongOperator(ArithmeticOperator.MODULO, b)),
                strict("DECIMAL, DECIMAL -> SAME", b -> new DecimalOperator(ArithmeticOperator.MODULO, b)),
                strict("DOUBLE, DOUBLE -> DOUBLE", b -> new DoubleOperator(ArithmeticOperator.MODULO, b)));
    }

    private static ScalarFunction negate() {
        return ScalarFunction.of(
                "negate",
                FunctionGroup.ARITHMETIC,
                "-x: a number or an interval.",
                "-(1)",
                strict("INTEGER -> INTEGER", b -> new NegateOperator(b, false)),
                strict("BIGINT -> BIGINT", b -> new NegateOperator(b, false)),
                strict("DECIMAL -> SAME", b -> new NegateOperator(b, false)),
                strict("DOUBLE -> DOUBLE", b -> new NegateOperator(b, false)),
                strict("INTERVAL_YEAR_MONTH -> INTERVAL_YEAR_MONTH", b -> new NegateOperator(b, false)),
                strict("INTERVAL_DAY_TIME -> INTERVAL_DAY_TIME", b -> new NegateOperator(b, false)));
    }
}
