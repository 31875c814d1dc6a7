package io.thresher.execution.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.OperatorAssertions;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.row.EncodedBatches;
import io.thresher.execution.row.RandomValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Aggregations give what grouping with maps gives, over key types, group counts, encodings and numbers of tasks. */
class AggregationBreakerTest {
    private static final List<DataType> VALUE_TYPES = List.of(
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(12, 2),
            DataType.decimal(30, 2),
            DataType.DOUBLE,
            DataType.VARCHAR,
            DataType.BOOLEAN);
    private static final List<List<DataType>> KEYS = List.of(
            List.of(),
            List.of(DataType.INTEGER),
            List.of(DataType.BIGINT),
            List.of(DataType.BOOLEAN),
            List.of(DataType.VARCHAR),
            List.of(DataType.DOUBLE),
            List.of(DataType.decimal(30, 2)),
            List.of(DataType.VARCHAR, DataType.VARCHAR),
            List.of(DataType.DATE, DataType.VARCHAR, DataType.DOUBLE));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private long memoryBytes = 1 << 30;

    @Test
    void groupsLikeTheOracle() {
        for (List<DataType> keys : KEYS) {
            for (int rows : new int[] {0, 1, 100, 5000}) {
                for (int domain : new int[] {1, 30, 4000}) {
                    for (int tasks = 1; tasks <= 2; tasks++) {
                        compare(keys, List.of(all(keys)), plainCalls(keys.size()), rows, domain, tasks);
                    }
                }
            }
        }
    }

    @Test
    void groupsMoreThanTheSecondLevelCacheHolds() {
        compare(List.of(DataType.BIGINT), List.of(List.of(0)), plainCalls(1), 60_000, 50_000, 2);
        compare(List.of(DataType.VARCHAR), List.of(List.of(0)), plainCalls(1), 30_000, 30_000, 2);
        compare(List.of(DataType.VARCHAR, DataType.DOUBLE), List.of(List.of(0, 1)), plainCalls(2), 30_000, 200, 1);
        // So little that rows cannot wait long for their partition.
        memoryBytes = 128 << 20;
        compare(List.of(DataType.VARCHAR, DataType.BIGINT), List.of(List.of(0, 1)), plainCalls(2), 50_000, 300, 2);
    }

    @Test
    void feedsDistinctAndFilteredCalls() {
        for (List<DataType> keys : KEYS) {
            for (int tasks = 1; tasks <= 2; tasks++) {
                compare(keys, List.of(all(keys)), distinctCalls(keys.size()), 3000, 60, tasks);
                compare(keys, List.of(all(keys)), distinctCalls(keys.size()), 0, 60, tasks);
            }
        }
    }

    @Test
    void formsGroupingSets() {
        List<DataType> keys = List.of(DataType.INTEGER, DataType.VARCHAR);
        List<AggregateCall> calls = new ArrayList<>(plainCalls(2));
        calls.addAll(distinctCalls(2));
        calls.add(new AggregateCall("grouping", List.of(0, 1), false, -1, List.of(), DataType.BIGINT));
        for (int rows : new int[] {0, 1, 2000}) {
            compare(keys, List.of(List.of(0, 1), List.of(0), List.of()), calls, rows, 12, 2);
            compare(keys, List.of(List.of(1)), calls, rows, 12, 2);
            compare(keys, List.of(List.of(0), List.of(1)), calls, rows, 3000, 1);
        }
    }

    private static List<Integer> all(List<DataType> keys) {
        return IntStream.range(0, keys.size()).boxed().toList();
    }

    private static AggregateCall call(String function, int column, DataType result) {
        return new AggregateCall(function, List.of(column), false, -1, List.of(), result);
    }

    private static List<AggregateCall> plainCalls(int keys) {
        List<AggregateCall> calls = new ArrayList<>();
        calls.add(new AggregateCall("count", List.of(), false, -1, List.of(), DataType.BIGINT));
        for (int v = 0; v < VALUE_TYPES.size(); v++) {
            DataType type = VALUE_TYPES.get(v);
            calls.add(call("count", keys + v, DataType.BIGINT));
            calls.add(call("min", keys + v, type));
            calls.add(call("max", keys + v, type));
            if (type.physicalType() != PhysicalType.VIEW && type.physicalType() != PhysicalType.INT8) {
                calls.add(call("sum", keys + v, sumType(type)));
                calls.add(call("avg", keys + v, DataType.DOUBLE));
            }
        }
        calls.add(call("bool_or", keys + 6, DataType.BOOLEAN));
        calls.add(call("bool_and", keys + 6, DataType.BOOLEAN));
        calls.add(call("bit_xor", keys + 1, DataType.BIGINT));
        calls.add(call("var_samp", keys, DataType.DOUBLE));
        calls.add(call("stddev_pop", keys + 2, DataType.DOUBLE));
        return calls;
    }

    private static DataType sumType(DataType type) {
        return switch (type.physicalType()) {
            case INT32 -> DataType.BIGINT;
            case FLOAT64 -> DataType.DOUBLE;
            default -> DataType.decimal(38, type.scale());
        };
    }

    private static List<AggregateCall> distinctCalls(int keys) {
        List<AggregateCall> calls = new ArrayList<>();
        for (int v = 0; v < VALUE_TYPES.size(); v++) {
            calls.add(new AggregateCall("count", List.of(keys + v), true, -1, List.of(), DataType.BIGINT));
        }
        calls.add(new AggregateCall("count", List.of(keys, keys + 5), true, keys + 6, List.of(), DataType.BIGINT));
        calls.add(new AggregateCall("sum", List.of(keys), true, keys + 6, List.of(), DataType.BIGINT));
        calls.add(new AggregateCall("avg", List.of(keys + 2), true, -1, List.of(), DataType.DOUBLE));
        calls.add(new AggregateCall("max", List.of(keys + 5), true, -1, List.of(), DataType.VARCHAR));
        calls.add(new AggregateCall("count", List.of(), false, keys + 6, List.of(), DataType.BIGINT));
        calls.add(new AggregateCall("sum", List.of(keys + 4), false, keys + 6, List.of(), DataType.DOUBLE));
        return calls;
    }

    private static AggregateNode node(
            List<DataType> types, int keys, List<List<Integer>> sets, List<AggregateCall> calls) {
        List<Field> input = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            input.add(new Field("c" + c, types.get(c), true));
        }
        List<Field> output = new ArrayList<>(input.subList(0, keys));
        calls.forEach(call -> output.add(new Field(call.function(), call.type(), true)));
        return new AggregateNode(
                new ValuesNode(List.of(), input),
                IntStream.range(0, keys).boxed().toList(),
                sets,
                calls,
                output,
                1);
    }

    private void compare(
            List<DataType> keys,
            List<List<Integer>> sets,
            List<AggregateCall> calls,
            int rowCount,
            int domain,
            int tasks) {
        List<DataType> types = new ArrayList<>(keys);
        types.addAll(VALUE_TYPES);
        AggregateNode node = node(types, keys.size(), sets, calls);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < types.size(); c++) {
                row.add(RandomValues.value(types.get(c), c < keys.size() ? domain : 90, 15, random));
            }
            rows.add(row);
        }
        List<List<@Nullable Object>> expected = AggregationOracle.aggregate(node, rows);
        List<List<@Nullable Object>> actual = run(node, types, rows, tasks);
        String name = "seed " + seed + " keys " + keys + " rows " + rowCount + " domain " + domain + " tasks " + tasks;
        assertSame(name, sorted(actual, keys.size(), calls), sorted(expected, keys.size(), calls));
    }

    private List<List<@Nullable Object>> run(
            AggregateNode node, List<DataType> types, List<List<@Nullable Object>> rows, int tasks) {
        try (TestQuery query = new TestQuery(new FakeTableScanner(1), memoryBytes, 2)) {
            try (PipelineBreaker breaker = new AggregationBreaker(node, query.context());
                    EncodedBatches batches = new EncodedBatches(query.memory(), random)) {
                for (int task = 0; task < tasks; task++) {
                    int from = rows.size() * task / tasks;
                    int to = rows.size() * (task + 1) / tasks;
                    if (to > from) {
                        try (SinkOperator sink = breaker.createSink(0)) {
                            batches.forEach(types, rows.subList(from, to), sink::consume);
                            sink.combine();
                        }
                    }
                }
                for (List<Runnable> work = breaker.finishInput(0); !work.isEmpty(); work = breaker.finishInput(0)) {
                    work.forEach(Runnable::run);
                }
                return OperatorAssertions.drain(breaker);
            }
        }
    }

    private static List<List<@Nullable Object>> sorted(
            List<List<@Nullable Object>> rows, int keys, List<AggregateCall> calls) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
        for (int c = 0; c < calls.size(); c++) {
            if (calls.get(c).function().equals("grouping")) {
                order.add(keys + c);
            }
        }
        return rows.stream()
                .sorted(Comparator.comparing(row -> order.stream()
                        .map(column -> String.valueOf(RandomValues.normal(row.get(column))))
                        .toList()
                        .toString()))
                .toList();
    }

    private static void assertSame(
            String name, List<List<@Nullable Object>> actual, List<List<@Nullable Object>> expected) {
        assertThat(actual.size()).as(name).isEqualTo(expected.size());
        for (int i = 0; i < actual.size(); i++) {
            for (int c = 0; c < actual.get(i).size(); c++) {
                Object got = RandomValues.normal(actual.get(i).get(c));
                Object want = RandomValues.normal(expected.get(i).get(c));
                if (!AggregationOracle.agree(got, want)) {
                    assertThat(got)
                            .as("%s column %s of %s against %s", name, c, actual.get(i), expected.get(i))
                            .isEqualTo(want);
                }
            }
        }
    }

    @Test
    void refusesASecondRowForSingleValue() {
        AggregateNode node = node(
                List.of(DataType.INTEGER), 0, List.of(List.of()), List.of(call("single_value", 0, DataType.INTEGER)));
        assertThat(run(node, List.of(DataType.INTEGER), List.of(List.of(7L)), 1))
                .isEqualTo(List.of(List.of(7L)));
        assertThatThrownBy(() -> run(node, List.of(DataType.INTEGER), List.of(List.of(7L), List.of(7L)), 2))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SUBQUERY_RETURNED_MULTIPLE_ROWS));
    }

    @Test
    void endsCleanlyAtTheMemoryLimit() {
        AggregateNode node = node(
                List.of(DataType.BIGINT, DataType.VARCHAR),
                2,
                List.of(List.of(0, 1)),
                List.of(new AggregateCall("count", List.of(), false, -1, List.of(), DataType.BIGINT)));
        List<DataType> types = List.of(DataType.BIGINT, DataType.VARCHAR);
        List<List<@Nullable Object>> rows = RandomValues.rows(types, 50_000, 50_000, 0, random);
        for (long limit = 1 << 16; limit <= 1 << 21; limit *= 2) {
            try (TestQuery big = new TestQuery();
                    EncodedBatches batches = new EncodedBatches(big.memory(), random);
                    TestQuery query = new TestQuery(big.context().scanner(), limit, 2)) {
                assertThatThrownBy(() -> {
                            try (PipelineBreaker breaker = new AggregationBreaker(node, query.context());
                                    SinkOperator sink = breaker.createSink(0)) {
                                batches.forEach(types, rows, sink::consume);
                                sink.combine();
                                breaker.finishInput(0);
                            }
                        })
                        .isInstanceOfSatisfying(
                                EngineException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
            }
        }
    }
}
