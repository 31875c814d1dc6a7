package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.compare;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Wrong comparisons give wrong rows without a sound: every type, operator, side and encoding against Java's own. */
class ComparisonTest {
    private static @Nullable Boolean expected(ComparisonOperator operator, @Nullable Object x, @Nullable Object y) {
        if (operator == ComparisonOperator.IS_DISTINCT || operator == ComparisonOperator.IS_NOT_DISTINCT) {
            boolean same = x == null || y == null ? x == y : order(x, y) == 0;
            return same == (operator == ComparisonOperator.IS_NOT_DISTINCT);
        }
        if (x == null || y == null) {
            return null;
        }
        int order = order(x, y);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static int order(Object x, Object y) {
        if (x instanceof Double) {
            return Double.compare((Double) x + 0.0, (Double) y + 0.0);
        }
        if (x instanceof String) {
            return Arrays.compareUnsigned(
                    ((String) x).getBytes(StandardCharsets.UTF_8), ((String) y).getBytes(StandardCharsets.UTF_8));
        }
        @SuppressWarnings("unchecked")
        Comparable<Object> comparable = (Comparable<Object>) x;
        return comparable.compareTo(y);
    }

    private static void checkAll(ExpressionFixture fixture, DataType type, Supplier<@Nullable Object> generator) {
        Expression x = column(0, type);
        Expression y = column(1, type);
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            fixture.check(
                    compare(operator, x, y),
                    List.of(type, type),
                    List.of(generator, generator),
                    a -> expected(operator, a[0], a[1]));
            Object constant = generator.get();
            fixture.check(
                    compare(operator, x, literal(constant, type)),
                    List.of(type),
                    List.of(generator),
                    a -> expected(operator, a[0], constant));
            fixture.check(
                    compare(operator, literal(constant, type), x),
                    List.of(type),
                    List.of(generator),
                    a -> expected(operator, constant, a[0]));
            fixture.check(
                    compare(operator, x, literal(null, type)),
                    List.of(type),
                    List.of(generator),
                    a -> expected(operator, a[0], null));
        }
    }

    @Test
    void comparesEveryTypeLikeJava() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            checkAll(fixture, DataType.INTEGER, () ->
                    (long) (random.nextBoolean() ? random.nextInt(5) : random.nextInt()));
            checkAll(fixture, DataType.BIGINT, () -> random.nextBoolean() ? random.nextInt(5) : random.nextLong());
            checkAll(fixture, DataType.DATE, () -> (long) random.nextInt(20));
            checkAll(fixture, DataType.BOOLEAN, random::nextBoolean);
            double[] odd = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5, -2.5};
            checkAll(fixture, DataType.DOUBLE, () -> odd[random.nextInt(odd.length)]);
            checkAll(
                    fixture,
                    DataType.decimal(38, 2),
                    () -> new BigInteger(random.nextBoolean() ? 3 : 120, random).subtract(BigInteger.TWO));
            String[] texts = {
                "", "a", "ab", "abcd", "abcde", "abcdefghijkl", "abcdefghijklm", "abcdefghijklmn", "zoë", "\0"
            };
            checkAll(fixture, DataType.VARCHAR, () -> texts[random.nextInt(texts.length)]);
        }
    }

    @Test
    void joinsTwoBoundsOnAColumnIntoARange() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            for (DataType type : List.of(DataType.INTEGER, DataType.BIGINT)) {
                Expression x = column(0, type);
                Expression and = new Expression.And(List.of(
                        compare(ComparisonOperator.GREATER_OR_EQUAL, x, literal(10L, type)),
                        compare(ComparisonOperator.LESS, x, literal(20L, type)),
                        compare(ComparisonOperator.NOT_EQUAL, x, literal(12L, type))));
                fixture.check(
                        and,
                        List.of(type),
                        List.of(() -> (long) random.nextInt(30)),
                        a -> a[0] == null ? null : (Long) a[0] >= 10 && (Long) a[0] < 20 && (Long) a[0] != 12);
            }
        }
    }
}
