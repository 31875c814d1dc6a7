package io.thresher.execution.function.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Functions by themselves: two accumulators get half of the rows each and are combined. */
class AggregateFunctionsTest {
    private static List<List<@Nullable Object>> rows(@Nullable Object... values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object value : values) {
            rows.add(Arrays.asList(value));
        }
        return rows;
    }

    private static @Nullable Object compute(
            String function, AggregateSignature signature, List<List<@Nullable Object>> rows) {
        try (TestQuery query = new TestQuery()) {
            AggregateFunction definition = AggregateFunctions.find(function);
            int half = rows.size() / 2;
            ArrowBuf states = query.memory().allocate(1024);
            Column output = Column.flat(signature.result(), query.memory(), 1);
            RawMemory.fill(states.memoryAddress(), 1024, (byte) 0);
            try (Accumulator first = definition.factory().create(signature, query.memory());
                    Accumulator second = definition.factory().create(signature, query.memory())) {
                long source = states.memoryAddress() + 512;
                update(first, signature, rows.subList(0, half), query, states.memoryAddress(), true);
                update(second, signature, rows.subList(half, rows.size()), query, source, false);
                first.combine(source, states.memoryAddress());
                first.finish(new long[] {states.memoryAddress() - 8}, 1, 8, output);
                return BatchRows.value(output, 0);
            } finally {
                output.close();
                query.memory().free(states);
            }
        }
    }

    private static void update(
            Accumulator accumulator,
            AggregateSignature signature,
            List<List<@Nullable Object>> rows,
            TestQuery query,
            long state,
            boolean one) {
        ColumnBatch batch = BatchRows.batch(query.memory(), signature.arguments(), rows);
        ColumnValues[] arguments = new ColumnValues[signature.arguments().size()];
        for (int a = 0; a < arguments.length; a++) {
            arguments[a] = new ColumnValues();
            arguments[a].load(batch.column(a), ColumnValues.allRows(), rows.size());
        }
        if (one) {
            accumulator.updateOne(arguments, 0, rows.size(), state);
        } else {
            long[] states = new long[ColumnBatch.MAX_ROWS];
            Arrays.fill(states, state - 16);
            accumulator.update(arguments, 0, rows.size(), states, 16);
        }
        BatchRows.close(batch);
    }

    private static AggregateSignature signature(DataType argument, DataType result) {
        return new AggregateSignature(List.of(argument), List.of(), result);
    }

    @Test
    void sumOfDecimalsIsExactAndChecked() {
        DataType wide = DataType.decimal(38, 2);
        BigInteger huge = BigInteger.TEN.pow(37).multiply(BigInteger.valueOf(9));
        assertThat(compute(
                        "sum",
                        signature(DataType.decimal(18, 2), wide),
                        rows(Long.MAX_VALUE, 1L, Long.MAX_VALUE, null)))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE)
                        .multiply(BigInteger.TWO)
                        .add(BigInteger.ONE));
        assertThat(compute("sum", signature(wide, wide), rows(huge, huge.negate(), huge)))
                .isEqualTo(huge);
        assertThatThrownBy(() -> compute("sum", signature(wide, wide), rows(huge, huge)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OUT_OF_RANGE));
        assertThatThrownBy(() -> compute("sum", signature(DataType.BIGINT, DataType.BIGINT), rows(Long.MAX_VALUE, 1L)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OUT_OF_RANGE));
    }

    @Test
    void averageRoundsADecimalHalfUp() {
        assertThat(compute(
                        "avg", signature(DataType.decimal(10, 1), DataType.decimal(10, 1)), rows(10L, 10L, 11L, 11L)))
                .isEqualTo(11L);
        assertThat(compute("avg", signature(DataType.INTEGER, DataType.DOUBLE), rows(1L, 2L, null)))
                .isEqualTo(1.5);
        assertThat(compute("avg", signature(DataType.INTEGER, DataType.DOUBLE), rows((Object) null)))
                .isNull();
    }

    @Test
    void medianAndQuantileInterpolate() {
        assertThat(compute("median", signature(DataType.INTEGER, DataType.DOUBLE), rows(5L, 1L, null, 2L, 4L)))
                .isEqualTo(3.0);
        AggregateSignature quantile =
                new AggregateSignature(List.of(DataType.DOUBLE, DataType.decimal(3, 2)), List.of(), DataType.DOUBLE);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = 10; i >= 0; i--) {
            values.add(List.of((double) i, 25L));
        }
        assertThat(compute("quantile_cont", quantile, values)).isEqualTo(2.5);
        assertThatThrownBy(() -> compute("quantile_cont", quantile, List.of(List.of(1.0, 101L))))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void modeIsTheLeastOfTheMostFrequent() {
        assertThat(compute(
                        "mode",
                        signature(DataType.VARCHAR, DataType.VARCHAR),
                        rows("b and more than twelve", "c", "a", "c", null, "b and more than twelve")))
                .isEqualTo("b and more than twelve");
        assertThat(compute("mode", signature(DataType.BIGINT, DataType.BIGINT), rows((Object) null)))
                .isNull();
    }

    @Test
    void stringAggOrdersAndSeparates() {
        AggregateSignature plain =
                new AggregateSignature(List.of(DataType.VARCHAR, DataType.VARCHAR), List.of(), DataType.VARCHAR);
        assertThat(compute(
                        "string_agg", plain, List.of(List.of("x", "-"), Arrays.asList(null, "?"), List.of("y", "+"))))
                .isEqualTo("x+y");
        AggregateSignature ordered = new AggregateSignature(
                List.of(DataType.VARCHAR, DataType.VARCHAR, DataType.INTEGER),
                List.of(new AggregateSignature.Order(true, false)),
                DataType.VARCHAR);
        assertThat(compute(
                        "string_agg",
                        ordered,
                        List.of(
                                Arrays.asList("last one, with no order", ", ", null),
                                Arrays.asList("low", ", ", 1L),
                                Arrays.asList("high, and long enough", ", ", 9L))))
                .isEqualTo("high, and long enough, low, last one, with no order");
    }

    @Test
    void approxCountDistinctIsAboutRight() {
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (long i = 0; i < 4000; i++) {
            values.add(List.of(i % 1500));
        }
        Object estimate = compute("approx_count_distinct", signature(DataType.BIGINT, DataType.BIGINT), values);
        assertThat(((Long) estimate).doubleValue()).isCloseTo(1500, within(130.0));
        assertThat(compute("approx_count_distinct", signature(DataType.BIGINT, DataType.BIGINT), rows((Object) null)))
                .isEqualTo(0L);
    }

    @Test
    void correlationOfALineIsOne() {
        AggregateSignature pair =
                new AggregateSignature(List.of(DataType.DOUBLE, DataType.DOUBLE), List.of(), DataType.DOUBLE);
        List<List<@Nullable Object>> line =
                List.of(List.of(1.0, 2.0), List.of(2.0, 4.0), Arrays.asList(null, 9.0), List.of(3.0, 6.0));
        assertThat((Double) compute("corr", pair, line)).isCloseTo(1, within(1e-12));
        assertThat((Double) compute("covar_pop", pair, line)).isCloseTo(4.0 / 3, within(1e-12));
        assertThat((Double) compute("covar_samp", pair, line)).isCloseTo(2, within(1e-12));
    }

    @Test
    void documentsEveryFunctionOnce() {
        assertThat(AggregateFunctions.all()).extracting(AggregateFunction::name).doesNotHaveDuplicates();
        assertThat(AggregateFunctions.all())
                .allMatch(function -> !function.description().isEmpty());
    }
}
