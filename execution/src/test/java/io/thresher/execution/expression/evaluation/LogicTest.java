package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.cast;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.compare;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three-valued logic, IN and CASE, as values and as selections, and that errors stay with the rows that reach them. */
class LogicTest {
    private static final DataType BOOLEAN = DataType.BOOLEAN;
    private static final DataType BIGINT = DataType.BIGINT;

    private static @Nullable Object and(@Nullable Object x, @Nullable Object y) {
        if (Boolean.FALSE.equals(x) || Boolean.FALSE.equals(y)) {
            return false;
        }
        return x == null || y == null ? null : (Object) true;
    }

    private static @Nullable Object not(@Nullable Object x) {
        return x == null ? null : (Object) !(Boolean) x;
    }

    private static @Nullable Object or(@Nullable Object x, @Nullable Object y) {
        return not(and(not(x), not(y)));
    }

    @Test
    void combinesTruthsWithThreeValues() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            Expression a = column(0, BOOLEAN);
            Expression b = column(1, BOOLEAN);
            Expression c = compare(ComparisonOperator.LESS, column(2, BIGINT), literal(5L, BIGINT));
            List<DataType> types = List.of(BOOLEAN, BOOLEAN, BIGINT);
            List<Supplier<@Nullable Object>> values =
                    List.of(random::nextBoolean, random::nextBoolean, () -> (long) random.nextInt(10));
            Expression conjunction = new Expression.And(List.of(a, b, c));
            Expression disjunction = new Expression.Or(List.of(a, b, c));
            fixture.check(conjunction, types, values, v -> and(and(v[0], v[1]), less(v[2])));
            fixture.check(disjunction, types, values, v -> or(or(v[0], v[1]), less(v[2])));
            fixture.check(new Expression.Not(conjunction), types, values, v -> not(and(and(v[0], v[1]), less(v[2]))));
            fixture.check(new Expression.Not(disjunction), types, values, v -> not(or(or(v[0], v[1]), less(v[2]))));
            Expression nested = new Expression.Or(
                    List.of(new Expression.And(List.of(a, new Expression.Not(b))), new Expression.Not(c)));
            fixture.check(nested, types, values, v -> or(and(v[0], not(v[1])), not(less(v[2]))));
            fixture.check(
                    new Expression.IsNull(conjunction), types, values, v -> and(and(v[0], v[1]), less(v[2])) == null);
            fixture.check(new Expression.IsNull(a), List.of(BOOLEAN), values.subList(0, 1), v -> v[0] == null);
            fixture.check(
                    new Expression.Not(new Expression.IsNull(a)),
                    List.of(BOOLEAN),
                    values.subList(0, 1),
                    v -> v[0] != null);
        }
    }

    private static @Nullable Object less(@Nullable Object x) {
        return x == null ? null : (Object) ((Long) x < 5);
    }

    @Test
    void looksForValuesInLists() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            checkIn(fixture, DataType.INTEGER, () -> (long) random.nextInt(40) - 20, 5);
            checkIn(fixture, BIGINT, () -> random.nextInt(12) * 1_000_000_000_000L - 5, 5);
            checkIn(
                    fixture,
                    BIGINT,
                    () -> random.nextBoolean() ? Long.MIN_VALUE + random.nextInt(3) : Long.MAX_VALUE,
                    3);
            checkIn(fixture, DataType.DOUBLE, () -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(5) + 0.5, 3);
            checkIn(
                    fixture,
                    DataType.decimal(30, 2),
                    () -> BigInteger.valueOf(random.nextInt(9)).shiftLeft(70),
                    3);
            checkIn(fixture, DataType.VARCHAR, () -> "some value number " + random.nextInt(9), 3);
            checkIn(fixture, DataType.VARCHAR, () -> "v" + random.nextInt(200), 100);
            checkIn(fixture, BOOLEAN, random::nextBoolean, 1);
        }
    }

    private static void checkIn(
            ExpressionFixture fixture, DataType type, Supplier<@Nullable Object> generator, int count) {
        for (boolean withNull : new boolean[] {false, true}) {
            List<Expression.Literal> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(literal(generator.get(), type));
            }
            if (withNull) {
                values.add(literal(null, type));
            }
            Expression in = new Expression.InList(column(0, type), values);
            fixture.check(in, List.of(type), List.of(generator), v -> in(v[0], values));
            fixture.check(new Expression.Not(in), List.of(type), List.of(generator), v -> not(in(v[0], values)));
        }
    }

    private static @Nullable Object in(@Nullable Object value, List<Expression.Literal> values) {
        if (value == null) {
            return null;
        }
        if (values.stream().anyMatch(literal -> value.equals(literal.value()))) {
            return true;
        }
        return values.stream().anyMatch(literal -> literal.value() == null) ? null : (Object) false;
    }

    @Test
    void choosesTheFirstBranchThatIsTrue() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Random random = fixture.random;
            Expression x = column(0, BIGINT);
            Expression s = column(1, DataType.VARCHAR);
            Expression choice = new Expression.Case(
                    List.of(
                            compare(ComparisonOperator.EQUAL, x, literal(1L, BIGINT)),
                            compare(ComparisonOperator.LESS, x, literal(5L, BIGINT)),
                            new Expression.IsNull(x)),
                    List.of(s, text("a constant text of some length"), call("upper", DataType.VARCHAR, s)),
                    text(null),
                    DataType.VARCHAR);
            fixture.check(
                    choice,
                    List.of(BIGINT, DataType.VARCHAR),
                    List.of(
                            () -> (long) random.nextInt(9),
                            () -> "text " + random.nextInt(1000000) + " of some length"),
                    v -> {
                        if (v[0] == null) {
                            return v[1] == null ? null : v[1].toString().toUpperCase(java.util.Locale.ROOT);
                        }
                        return (Long) v[0] == 1 ? v[1] : (Long) v[0] < 5 ? "a constant text of some length" : null;
                    });
        }
    }

    @Test
    void coalescesColumns() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            for (DataType type : List.of(BIGINT, DataType.INTEGER)) {
                Expression x = column(0, type);
                Expression y = column(1, type);
                Expression coalesce = new Expression.Case(
                        List.of(
                                new Expression.Not(new Expression.IsNull(x)),
                                new Expression.Not(new Expression.IsNull(y))),
                        List.of(x, y),
                        literal(-1L, type),
                        type);
                Supplier<@Nullable Object> values = () -> (long) fixture.random.nextInt(100);
                fixture.check(
                        coalesce,
                        List.of(type, type),
                        List.of(values, values),
                        v -> v[0] != null ? v[0] : Objects.requireNonNullElse(v[1], -1L));
            }
        }
    }

    @Test
    void anErrorOfADictionaryEntryStaysWithTheRowsThatUseIt() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Expression s = column(0, DataType.VARCHAR);
            Expression number = cast(s, BIGINT);
            Expression guarded = new Expression.And(List.of(
                    compare(ComparisonOperator.NOT_EQUAL, s, text("x")),
                    compare(ComparisonOperator.GREATER, number, literal(4L, BIGINT))));
            Supplier<@Nullable Object> values =
                    () -> fixture.random.nextInt(4) == 0 ? "x" : String.valueOf(fixture.random.nextInt(9));
            fixture.check(
                    guarded,
                    List.of(DataType.VARCHAR),
                    List.of(values),
                    v -> v[0] == null ? null : (Object) (!v[0].equals("x") && Integer.parseInt(v[0].toString()) > 4));
            assertThatThrownBy(() -> fixture.check(
                            number,
                            List.of(DataType.VARCHAR),
                            List.of(values),
                            v -> v[0] == null
                                    ? null
                                    : Long.parseLong(v[0].toString().replace("x", "-1"))))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("\"x\"");
        }
    }

    @Test
    void readsFieldsOfDatesOncePerDictionaryEntryToo() {
        try (ExpressionFixture fixture = new ExpressionFixture()) {
            Expression year = call("extract_year", DataType.INTEGER, column(0, DataType.DATE));
            fixture.check(
                    year,
                    List.of(DataType.DATE),
                    List.of(() -> (long) fixture.random.nextInt(20_000) - 3000),
                    v -> v[0] == null
                            ? null
                            : (long) java.time.LocalDate.ofEpochDay((Long) v[0]).getYear());
            String[] parts = {"PROMO TIN", "ECONOMY BRASS", "PROMO COPPER PLATED", "STANDARD"};
            Expression like = call("like", BOOLEAN, column(0, DataType.VARCHAR), text("%O%R%"));
            fixture.check(
                    like,
                    List.of(DataType.VARCHAR),
                    List.of(() -> parts[fixture.random.nextInt(4)]),
                    v -> v[0] == null ? null : (Object) v[0].toString().matches(".*O.*R.*"));
        }
    }
}
