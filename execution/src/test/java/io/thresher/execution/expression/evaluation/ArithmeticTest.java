package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.date;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.decimal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exact arithmetic: every operator and type against BigInteger and BigDecimal, and every error it must raise. */
class ArithmeticTest {
    private static final DataType MONTHS = DataType.INTERVAL_YEAR_MONTH;
    private static final DataType MICROS = DataType.INTERVAL_DAY_TIME;

    private static void assertFails(ExpressionFixture fixture, Expression expression, ErrorCode code) {
        assertThatThrownBy(() -> fixture.constant(expression))
                .isInstanceOf(EngineException.class)
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(code);
    }

    private static @Nullable Object apply(Object[] a, BinaryOperator<Object> operator) {
        return a[0] == null || a[1] == null ? null : operator.apply(a[0], a[1]);
    }

    @Test
    void addsSubtractsMultipliesWholeNumbers() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            for (DataType type : List.of(DataType.INTEGER, DataType.BIGINT)) {
                Expression x = column(0, type);
                Expression y = column(1, type);
                Expression five = literal(5L, type);
                List<DataType> two = List.of(type, type);
                List<java.util.function.Supplier<Object>> small =
                        List.of(() -> (long) random.nextInt(2001) - 1000, () -> (long) random.nextInt(2001) - 1000);
                fixture.check(
                        call("add", type, x, y), two, List.copyOf(small), a -> apply(a, (p, q) -> (Long) p + (Long) q));
                fixture.check(
                        call("subtract", type, x, y),
                        two,
                        List.copyOf(small),
                        a -> apply(a, (p, q) -> (Long) p - (Long) q));
                fixture.check(
                        call("multiply", type, x, y),
                        two,
                        List.copyOf(small),
                        a -> apply(a, (p, q) -> (Long) p * (Long) q));
                fixture.check(
                        call("subtract", type, five, x),
                        List.of(type),
                        List.copyOf(small.subList(0, 1)),
                        a -> a[0] == null ? null : 5 - (Long) a[0]);
                fixture.check(
                        call("divide", type, x, literal(-7L, type)),
                        List.of(type),
                        List.copyOf(small.subList(0, 1)),
                        a -> a[0] == null ? null : (Long) a[0] / -7);
                fixture.check(
                        call("modulo", type, x, literal(7L, type)),
                        List.of(type),
                        List.copyOf(small.subList(0, 1)),
                        a -> a[0] == null ? null : (Long) a[0] % 7);
            }
        }
    }

    @Test
    void wholeNumbersOverflowOrDivideByZeroWithTheirCodes() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Expression most = literal((long) Integer.MAX_VALUE, DataType.INTEGER);
            Expression least = literal(Long.MIN_VALUE, DataType.BIGINT);
            Expression minusOne = literal(-1L, DataType.BIGINT);
            assertFails(fixture, call("add", DataType.INTEGER, most, most), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("multiply", DataType.INTEGER, most, most), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("add", DataType.BIGINT, least, minusOne), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("multiply", DataType.BIGINT, least, minusOne), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("divide", DataType.BIGINT, least, minusOne), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("negate", DataType.BIGINT, least), ErrorCode.NUMERIC_OUT_OF_RANGE);
            Expression zero = literal(0L, DataType.BIGINT);
            assertFails(fixture, call("divide", DataType.BIGINT, minusOne, zero), ErrorCode.DIVISION_BY_ZERO);
            assertFails(fixture, call("modulo", DataType.BIGINT, minusOne, zero), ErrorCode.DIVISION_BY_ZERO);
            Expression hundred = literal(100L, DataType.TINYINT);
            assertFails(fixture, call("add", DataType.TINYINT, hundred, hundred), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertThat(fixture.constant(call("add", DataType.BIGINT, most, most)))
                    .isEqualTo(2L * Integer.MAX_VALUE);
        }
    }

    @Test
    void errorsUnderNullOrOutsideTheSelectionAreNotRaised() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            // The test columns hold 0x7F7F... under NULL, whose sum overflows; unselected rows divide by zero.
            Expression x = column(0, DataType.BIGINT);
            fixture.check(
                    call("add", DataType.BIGINT, x, x),
                    List.of(DataType.BIGINT),
                    List.of(() -> 1L),
                    a -> a[0] == null ? null : 2L);
            Expression guarded = new Expression.Case(
                    List.of(ExpressionFixture.compare(ComparisonOperator.NOT_EQUAL, x, literal(0L, DataType.BIGINT))),
                    List.of(call("divide", DataType.BIGINT, literal(10L, DataType.BIGINT), x)),
                    literal(-1L, DataType.BIGINT),
                    DataType.BIGINT);
            fixture.check(
                    guarded,
                    List.of(DataType.BIGINT),
                    List.of(() -> (long) fixture.random.nextInt(3)),
                    a -> a[0] == null || (Long) a[0] == 0 ? (Long) (-1L) : (Long) (10 / (Long) a[0]));
        }
    }

    @Test
    void doublesFollowIeeeButForOverflowAndZeroDivisors() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            Expression x = column(0, DataType.DOUBLE);
            Expression y = column(1, DataType.DOUBLE);
            List<DataType> types = List.of(DataType.DOUBLE, DataType.DOUBLE);
            List<java.util.function.Supplier<@Nullable Object>> values = List.of(
                    () -> random.nextGaussian() * 100,
                    () -> random.nextInt(9) == 0 ? Double.NaN : 1 + random.nextDouble());
            fixture.check(
                    call("add", DataType.DOUBLE, x, y),
                    types,
                    values,
                    a -> apply(a, (p, q) -> (Double) p + (Double) q));
            fixture.check(
                    call("subtract", DataType.DOUBLE, x, y),
                    types,
                    values,
                    a -> apply(a, (p, q) -> (Double) p - (Double) q));
            fixture.check(
                    call("multiply", DataType.DOUBLE, x, y),
                    types,
                    values,
                    a -> apply(a, (p, q) -> (Double) p * (Double) q));
            fixture.check(
                    call("divide", DataType.DOUBLE, x, y),
                    types,
                    values,
                    a -> apply(a, (p, q) -> (Double) p / (Double) q));
            Expression big = literal(1e308, DataType.DOUBLE);
            Expression zero = literal(0.0, DataType.DOUBLE);
            assertFails(fixture, call("multiply", DataType.DOUBLE, big, big), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("divide", DataType.DOUBLE, big, zero), ErrorCode.DIVISION_BY_ZERO);
            Expression infinity = literal(Double.POSITIVE_INFINITY, DataType.DOUBLE);
            assertThat(fixture.constant(call("add", DataType.DOUBLE, infinity, big)))
                    .isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void decimalsAreExactInEveryWidth() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            int[][] types = {{9, 2}, {15, 2}, {18, 4}, {16, 0}, {25, 6}, {38, 10}};
            for (int[] left : types) {
                for (int[] right : types) {
                    checkDecimals(fixture, DataType.decimal(left[0], left[1]), DataType.decimal(right[0], right[1]));
                }
            }
        }
    }

    private static void checkDecimals(ExpressionFixture fixture, DataType left, DataType right) {
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        DataType sum = DataType.decimal(Math.min(38, whole + scale + 1), scale);
        DataType product = DataType.decimal(
                Math.min(38, left.precision() + right.precision()), Math.min(20, left.scale() + right.scale()));
        checkDecimal(fixture, "add", left, right, sum, BigDecimal::add);
        checkDecimal(fixture, "subtract", left, right, sum, BigDecimal::subtract);
        checkDecimal(fixture, "multiply", left, right, product, BigDecimal::multiply);
        checkDecimal(
                fixture,
                "divide",
                left,
                right,
                DataType.decimal(38, 8),
                (x, y) -> y.signum() == 0
                        ? BigDecimal.ZERO
                        : x.divide(y, 40, RoundingMode.HALF_UP).setScale(8, RoundingMode.HALF_UP));
    }

    private static void checkDecimal(
            ExpressionFixture fixture,
            String function,
            DataType left,
            DataType right,
            DataType result,
            BinaryOperator<BigDecimal> oracle) {
        // Few enough digits that no result overflows.
        int digits = 6;
        Expression call = call(function, result, column(0, left), column(1, right));
        fixture.check(
                call,
                List.of(left, right),
                List.of(() -> random(fixture.random, left, digits), () -> random(fixture.random, right, digits)),
                a -> apply(
                        a,
                        (p, q) -> unscaled(
                                oracle.apply(scaled(p, left), scaled(q, right))
                                        .setScale(result.scale(), RoundingMode.HALF_UP),
                                result)));
    }

    private static Object random(Random random, DataType type, int digits) {
        BigInteger value = new BigInteger(1 + random.nextInt((digits + Math.min(type.scale(), 3)) * 3), random)
                .add(BigInteger.ONE)
                .min(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE));
        value = random.nextBoolean() ? value.negate() : value;
        return type.precision() <= 18 ? (Object) value.longValueExact() : value;
    }

    private static BigDecimal scaled(Object value, DataType type) {
        BigInteger unscaled = value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
        return new BigDecimal(unscaled, type.scale());
    }

    private static Object unscaled(BigDecimal value, DataType type) {
        return type.precision() <= 18 ? (Object) value.unscaledValue().longValueExact() : value.unscaledValue();
    }

    @Test
    void decimalsOverflowAndDivideByZeroWithTheirCodes() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Expression nines = decimal("9".repeat(38), 38, 0);
            DataType wide = DataType.decimal(38, 0);
            assertFails(fixture, call("add", wide, nines, nines), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("multiply", wide, nines, nines), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertFails(fixture, call("divide", wide, nines, decimal("0", 38, 0)), ErrorCode.DIVISION_BY_ZERO);
            assertFails(
                    fixture,
                    call("multiply", DataType.decimal(3, 0), decimal("99", 2, 0), decimal("99", 2, 0)),
                    ErrorCode.NUMERIC_OUT_OF_RANGE);
            // The exact product has 76 digits, the rounded one fits.
            Expression half = decimal("0." + "5".repeat(37), 38, 37);
            assertThat(fixture.constant(call("multiply", DataType.decimal(38, 37), half, half)))
                    .isEqualTo(new BigDecimal("0." + "5".repeat(37))
                            .pow(2)
                            .setScale(37, RoundingMode.HALF_UP)
                            .unscaledValue());
        }
    }

    @Test
    void datesMoveByIntervals() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Expression january31 = date("2024-01-31");
            assertThat(fixture.constant(call("add", DataType.DATE, january31, literal(1L, MONTHS))))
                    .isEqualTo(date("2024-02-29").value());
            assertThat(fixture.constant(call("subtract", DataType.DATE, january31, literal(11L, MONTHS))))
                    .isEqualTo(date("2023-02-28").value());
            long day = 86_400_000_000L;
            assertThat(fixture.constant(call("subtract", DataType.DATE, date("1998-12-01"), literal(90 * day, MICROS))))
                    .isEqualTo(date("1998-09-02").value());
            assertThat(fixture.constant(
                            call("add", DataType.TIMESTAMP, timestamp("2024-01-31T10:00:00"), literal(1L, MONTHS))))
                    .isEqualTo(timestamp("2024-02-29T10:00:00").value());
            assertThat(fixture.constant(call("subtract", DataType.INTEGER, date("2024-03-01"), date("2024-02-01"))))
                    .isEqualTo(29L);
            assertThat(fixture.constant(call(
                            "subtract", MICROS, timestamp("2024-03-01T00:00:01"), timestamp("2024-03-01T00:00:00"))))
                    .isEqualTo(1_000_000L);
            assertThat(fixture.constant(call("multiply", MICROS, literal(day, MICROS), literal(3L, DataType.INTEGER))))
                    .isEqualTo(3 * day);
        }
    }
}
