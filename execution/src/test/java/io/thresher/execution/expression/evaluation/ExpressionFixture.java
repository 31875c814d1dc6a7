package io.thresher.execution.expression.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.TypeKind;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs expressions over batches of every size, encoding and selection and compares with a naive function of a row. */
final class ExpressionFixture implements AutoCloseable {
    static final int[] SIZES = {1, 7, 8, 9, 31, 32, 33, 1024, 4096};

    final MemoryPool pool = new MemoryPool(1L << 30);
    final QueryMemory memory = pool.openQuery("test", 1L << 29);
    final EvaluationContext context = new EvaluationContext(
            memory, Instant.parse("2024-02-29T12:34:56.789012Z"), ZoneId.of("Europe/Berlin"), "tester", "main");
    final long seed = System.nanoTime();
    final Random random = new Random(seed);

    static Expression column(int index, DataType type) {
        return new Expression.ColumnReference(index, type);
    }

    static Expression.Literal literal(@Nullable Object value, DataType type) {
        return new Expression.Literal(value, type);
    }

    static Expression.Literal text(@Nullable String value) {
        return new Expression.Literal(value, DataType.VARCHAR);
    }

    static Expression.Literal date(String value) {
        return new Expression.Literal(java.time.LocalDate.parse(value).toEpochDay(), DataType.DATE);
    }

    static Expression.Literal timestamp(String value) {
        java.time.LocalDateTime time = java.time.LocalDateTime.parse(value);
        long micros = time.toEpochSecond(java.time.ZoneOffset.UTC) * 1_000_000L + time.getNano() / 1000;
        return new Expression.Literal(micros, DataType.TIMESTAMP);
    }

    static Expression.Literal decimal(String value, int precision, int scale) {
        BigInteger unscaled = new BigDecimal(value).setScale(scale).unscaledValue();
        DataType type = DataType.decimal(precision, scale);
        return new Expression.Literal(precision <= 18 ? (Object) unscaled.longValueExact() : unscaled, type);
    }

    static Expression.Call call(String function, DataType type, Expression... arguments) {
        return new Expression.Call(function, List.of(arguments), type);
    }

    static Expression.Cast cast(Expression argument, DataType type) {
        return new Expression.Cast(argument, type, false);
    }

    static Expression.Comparison compare(ComparisonOperator operator, Expression left, Expression right) {
        return new Expression.Comparison(operator, left, right);
    }

    /** The value of an expression without columns. */
    @Nullable
    Object constant(Expression expression) {
        try (ExpressionEvaluator evaluator = ExpressionCompiler.compile(expression, context)) {
            return TestColumns.value(evaluator.evaluate(new ColumnBatch(new Column[0], 1), null, 1), 0);
        }
    }

    /** Checks values and, for BOOLEAN, selections, over random columns. */
    void check(
            Expression expression,
            List<DataType> types,
            List<Supplier<@Nullable Object>> generators,
            Function<@Nullable Object[], @Nullable Object> oracle) {
        for (int size : SIZES) {
            for (int round = 0; round < (size < 100 ? 4 : 2); round++) {
                checkBatches(expression, types, generators, oracle, size, round % 2 == 0 ? 0 : 0.3);
            }
        }
    }

    private void checkBatches(
            Expression expression,
            List<DataType> types,
            List<Supplier<@Nullable Object>> generators,
            Function<@Nullable Object[], @Nullable Object> oracle,
            int size,
            double nullShare) {
        PredicateEvaluator predicate = expression.type().kind() == TypeKind.BOOLEAN
                ? ExpressionCompiler.compilePredicate(expression, context)
                : null;
        try (TestColumns columns = new TestColumns(memory);
                ExpressionEvaluator evaluator = ExpressionCompiler.compile(expression, context)) {
            for (int i = 0; i < 2; i++) {
                checkBatch(evaluator, predicate, columns, types, generators, oracle, size, nullShare);
            }
        } finally {
            if (predicate != null) {
                predicate.close();
            }
        }
    }

    private void checkBatch(
            ExpressionEvaluator evaluator,
            @Nullable PredicateEvaluator predicate,
            TestColumns columns,
            List<DataType> types,
            List<Supplier<@Nullable Object>> generators,
            Function<@Nullable Object[], @Nullable Object> oracle,
            int size,
            double nullShare) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        Column[] made = new Column[types.size()];
        Encoding[] encodings = new Encoding[made.length];
        for (int c = 0; c < made.length; c++) {
            encodings[c] = Encoding.values()[random.nextInt(3)];
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                boolean repeat = i > 0 && (encodings[c] == Encoding.CONSTANT || random.nextInt(4) == 0);
                list.add(
                        repeat
                                ? list.get(encodings[c] == Encoding.CONSTANT ? 0 : random.nextInt(i))
                                : random.nextDouble() < nullShare
                                        ? null
                                        : generators.get(c).get());
            }
            values.add(list);
            made[c] = columns.column(types.get(c), encodings[c], list);
        }
        ColumnBatch batch = new ColumnBatch(made, size);
        int[] selection = selection(size);
        int count = selection == null ? size : selection.length;
        String where =
                "seed " + seed + ", size " + size + ", encodings " + Arrays.toString(encodings) + ", selected " + count;
        Column result = evaluator.evaluate(batch, selection, count);
        List<Integer> trueRows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            Object[] arguments = new Object[made.length];
            for (int c = 0; c < made.length; c++) {
                arguments[c] = values.get(c).get(row);
            }
            Object expected = oracle.apply(arguments);
            Object actual = TestColumns.value(result, row);
            if (!Objects.deepEquals(actual, expected)) {
                assertThat(actual)
                        .as("%s, row %d, arguments %s", where, row, Arrays.toString(arguments))
                        .isEqualTo(expected);
            }
            if (Boolean.TRUE.equals(expected)) {
                trueRows.add(row);
            }
        }
        if (predicate != null) {
            checkSelection(predicate, batch, selection, count, trueRows, where);
        }
    }

    private static void checkSelection(
            PredicateEvaluator predicate,
            ColumnBatch batch,
            int @Nullable [] selection,
            int count,
            List<Integer> trueRows,
            String where) {
        int[] output = new int[count];
        int n = predicate.select(batch, selection, count, output);
        int[] expected = trueRows.stream().mapToInt(Integer::intValue).toArray();
        assertThat(Arrays.copyOf(output, n)).as(where).isEqualTo(expected);
        if (selection != null) {
            int[] inPlace = selection.clone();
            n = predicate.select(batch, inPlace, count, inPlace);
            assertThat(Arrays.copyOf(inPlace, n)).as("in place, " + where).isEqualTo(expected);
        }
    }

    private int @Nullable [] selection(int size) {
        double share = new double[] {2, 0.9, 0.3, 0.05, -1}[random.nextInt(5)];
        if (share > 1) {
            return null;
        }
        int[] rows = new int[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (random.nextDouble() < share) {
                rows[n++] = i;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    @Override
    public void close() {
        assertThat(memory.usedBytes()).as("bytes left after close").isZero();
        memory.close();
        pool.close();
    }
}
