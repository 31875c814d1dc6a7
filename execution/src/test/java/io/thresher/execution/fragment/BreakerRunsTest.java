package io.thresher.execution.fragment;

import static io.thresher.execution.fragment.PlanRuns.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.join.DataBreakers;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.pipeline.TaskScheduler;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.LimitNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.SetOperation;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.SortNode;
import io.thresher.execution.plan.UnionNode;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowNode;
import io.thresher.storage.catalog.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans with aggregations, joins and set operations through the scheduler. */
class BreakerRunsTest {
    private static final List<DataType> TYPES = List.of(DataType.BIGINT, DataType.VARCHAR);

    private final TaskScheduler scheduler = new TaskScheduler(2);
    private final StageRunner runner = new EmbeddedStageRunner(scheduler, new DataBreakers());
    private final FakeTableScanner scanner = new FakeTableScanner(512);

    @AfterEach
    void stopWorkers() {
        scheduler.close();
        assertThat(scanner.openReaders).hasValue(0);
    }

    private static List<List<Object>> numbers(int from, int to) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = from; i < to; i++) {
            rows.add(List.of(i, "the text of number " + i % 10));
        }
        return rows;
    }

    private TestQuery query() {
        return new TestQuery(scanner, 1L << 28, 2);
    }

    private static List<Field> both(PlanNode left, PlanNode right) {
        List<Field> fields = new ArrayList<>(left.outputSchema());
        fields.addAll(right.outputSchema());
        return fields;
    }

    private static PlanNode join(JoinType type, PlanNode left, PlanNode right) {
        List<Field> schema = type == JoinType.SEMI || type == JoinType.ANTI ? left.outputSchema() : both(left, right);
        return new JoinNode(type, left, right, List.of(0), List.of(0), List.of(false), null, true, schema, 1000);
    }

    private static PlanNode count(PlanNode input) {
        return new AggregateNode(
                input,
                List.of(),
                List.of(List.of()),
                List.of(new AggregateCall("count", List.of(), false, -1, List.of(), DataType.BIGINT)),
                List.of(new Field("n", DataType.BIGINT, false)),
                1);
    }

    @Test
    void groupsOverTwoTasks() {
        Table table = scanner.addTable("t", TYPES, numbers(0, 30_000), 6);
        PlanNode groups = new AggregateNode(
                scan(table),
                List.of(1),
                List.of(List.of(0)),
                List.of(
                        new AggregateCall("count", List.of(), false, -1, List.of(), DataType.BIGINT),
                        new AggregateCall("sum", List.of(0), false, -1, List.of(), DataType.decimal(38, 0))),
                List.of(
                        new Field("s", DataType.VARCHAR, true),
                        new Field("n", DataType.BIGINT, false),
                        new Field("sum", DataType.decimal(38, 0), true)),
                10);
        PlanNode plan = new SortNode(groups, List.of(new SortKey(0, false, false)), 0, Long.MAX_VALUE);
        try (TestQuery query = query()) {
            List<List<@Nullable Object>> rows = PlanRuns.run(runner, plan, query.context());
            assertThat(rows).hasSize(10);
            assertThat(rows.get(3))
                    .containsExactly(
                            "the text of number 3", 3000L, BigInteger.valueOf(3000L * 3 + 10L * (2999L * 3000 / 2)));
        }
    }

    @Test
    void countsNothing() {
        Table table = scanner.addTable("t", TYPES, List.of(), 3);
        try (TestQuery query = query()) {
            assertThat(PlanRuns.run(runner, count(scan(table)), query.context()))
                    .containsExactly(List.of(0L));
        }
    }

    @Test
    void joinsUnionsAndPutsOutWhatDidNotMatch() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 5000), 3);
        Table more = scanner.addTable("m", TYPES, numbers(5000, 6000), 2);
        Table right = scanner.addTable("r", TYPES, numbers(4000, 9000), 4);
        List<Field> schema = scan(left).outputSchema();
        PlanNode union = new UnionNode(List.of(scan(left), scan(more)), schema);
        long[] expected = {2000, 6000, 5000, 9000, 2000, 4000};
        List<JoinType> types =
                List.of(JoinType.INNER, JoinType.LEFT, JoinType.RIGHT, JoinType.FULL, JoinType.SEMI, JoinType.ANTI);
        for (int i = 0; i < expected.length; i++) {
            try (TestQuery query = query()) {
                PlanNode plan = count(join(types.get(i), union, scan(right)));
                assertThat(PlanRuns.run(runner, plan, query.context()))
                        .as(types.get(i).name())
                        .containsExactly(List.of(expected[i]));
            }
            try (TestQuery query = query()) {
                PlanNode plan = join(types.get(i), union, scan(right));
                assertThat(PlanRuns.run(runner, plan, query.context())).hasSize((int) expected[i]);
            }
        }
    }

    @Test
    void chainsJoinsInOnePipeline() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 5000), 3);
        Table middle = scanner.addTable("m", TYPES, numbers(1000, 4000), 2);
        Table right = scanner.addTable("r", TYPES, numbers(2000, 9000), 4);
        PlanNode plan = join(JoinType.FULL, join(JoinType.INNER, scan(left), scan(middle)), scan(right));
        try (TestQuery query = query()) {
            assertThat(PlanRuns.run(runner, plan, query.context())).hasSize(1000 + 7000);
        }
    }

    @Test
    void theBuildSideFiltersTheProbeScan() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 20_000), 3);
        List<List<Object>> few = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            few.add(List.of(i * 50, "x"));
        }
        Table right = scanner.addTable("r", TYPES, few, 1);
        PlanNode probe = scan(left);
        PlanNode plan = join(JoinType.INNER, probe, scan(right));
        try (TestQuery query = query();
                RunningQuery running = runner.start(plan, query.context())) {
            long rows = 0;
            for (ColumnBatch batch = running.next(); batch != null; batch = running.next()) {
                rows += batch.rowCount();
            }
            assertThat(rows).isEqualTo(100);
            assertThat(running.profile(probe).outputRows()).isBetween(100L, 5_000L);
        }
    }

    @Test
    void numbersRowsOfPartitions() {
        Table table = scanner.addTable("t", TYPES, numbers(0, 30_000), 6);
        WindowCall.Frame frame = new WindowCall.Frame(
                WindowCall.Unit.ROWS,
                new WindowCall.Bound(WindowCall.BoundKind.UNBOUNDED_PRECEDING, null),
                new WindowCall.Bound(WindowCall.BoundKind.CURRENT_ROW, null));
        List<Field> schema = new ArrayList<>(scan(table).outputSchema());
        schema.add(new Field("n", DataType.BIGINT, false));
        PlanNode plan = new WindowNode(
                scan(table),
                List.of(1),
                List.of(new SortKey(0, false, false)),
                List.of(new WindowCall("row_number", List.of(), frame, false, -1, DataType.BIGINT)),
                null,
                schema);
        try (TestQuery query = query()) {
            List<List<@Nullable Object>> rows = PlanRuns.run(runner, plan, query.context());
            assertThat(rows).hasSize(30_000).allMatch(row -> (Long) row.get(0) / 10 + 1 == (Long) row.get(2));
        }
    }

    @Test
    void intersectsAndExcepts() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 5000), 3);
        Table right = scanner.addTable("r", TYPES, numbers(4000, 9000), 4);
        for (SetOperation operation : SetOperation.values()) {
            try (TestQuery query = query()) {
                PlanNode plan = new SetOperationNode(
                        operation, false, scan(left), scan(right), scan(left).outputSchema(), 10);
                assertThat(PlanRuns.run(runner, plan, query.context()))
                        .hasSize(operation == SetOperation.INTERSECT ? 1000 : 4000);
            }
        }
    }

    @Test
    void failsCleanlyAtEveryBatch() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 3000), 3);
        Table right = scanner.addTable("r", TYPES, numbers(2000, 5000), 4);
        PlanNode plan = new SortNode(
                join(JoinType.FULL, count(scan(left)), scan(right)),
                List.of(new SortKey(0, false, false)),
                0,
                Long.MAX_VALUE);
        for (int failing = 1; failing <= 13; failing++) {
            int[] left2 = {failing};
            scanner.beforeBatch = () -> {
                synchronized (left2) {
                    if (--left2[0] == 0) {
                        throw new EngineException(ErrorCode.FILE_READ_FAILED, "Read failed: t");
                    }
                }
            };
            try (TestQuery query = query()) {
                if (failing <= 12) {
                    assertThatThrownBy(() -> PlanRuns.run(runner, plan, query.context()))
                            .isInstanceOfSatisfying(
                                    EngineException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_READ_FAILED));
                } else {
                    assertThat(PlanRuns.run(runner, plan, query.context())).hasSize(3000);
                }
            }
        }
    }

    @Test
    void refusedMemoryLeavesNothingBehind() {
        Table left = scanner.addTable("l", TYPES, numbers(0, 3000), 3);
        Table right = scanner.addTable("r", TYPES, numbers(2000, 5000), 4);
        PlanNode groups = new AggregateNode(
                join(JoinType.FULL, scan(left), scan(right)),
                List.of(0, 1),
                List.of(List.of(0, 1)),
                List.of(new AggregateCall("min", List.of(3), false, -1, List.of(), DataType.VARCHAR)),
                List.of(
                        new Field("a", DataType.BIGINT, true),
                        new Field("b", DataType.VARCHAR, true),
                        new Field("c", DataType.VARCHAR, true)),
                10);
        int refused = 0;
        for (long limit = 100_000; limit < 8_000_000; limit += limit / 3) {
            try (TestQuery query = new TestQuery(scanner, limit, 2)) {
                try {
                    PlanRuns.run(runner, groups, query.context());
                } catch (EngineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    /** Rows of a scan that is read once are joined with themselves and added to themselves. */
    @Test
    void severalReadTheSameRows() {
        Table table = scanner.addTable("t", TYPES, numbers(0, 30_000), 8);
        PlanNode sent = new ExchangeNode(scan(table), Distribution.BROADCAST, List.of());
        PlanNode plan = new UnionNode(List.of(sent, join(JoinType.SEMI, sent, sent), sent), sent.outputSchema());
        try (TestQuery query = query()) {
            List<List<@Nullable Object>> rows = PlanRuns.run(runner, count(plan), query.context());
            assertThat(rows).containsExactly(List.of(90_000L));
            assertThat(scanner.splitsGiven).hasValue(8);
        }
    }

    @Test
    void stopsReadingSharedRowsAtALimit() {
        Table table = scanner.addTable("t", TYPES, numbers(0, 30_000), 8);
        PlanNode sent = new ExchangeNode(scan(table), Distribution.BROADCAST, List.of());
        PlanNode plan = new UnionNode(List.of(new LimitNode(sent, 0, 3), sent), sent.outputSchema());
        try (TestQuery query = query()) {
            assertThat(PlanRuns.run(runner, count(plan), query.context())).containsExactly(List.of(30_003L));
        }
    }

    @Test
    void sharedRowsThatDoNotFitAreAnError() {
        Table table = scanner.addTable("t", TYPES, numbers(0, 30_000), 8);
        PlanNode sent = new ExchangeNode(scan(table), Distribution.BROADCAST, List.of());
        PlanNode plan = new UnionNode(List.of(sent, sent), sent.outputSchema());
        try (TestQuery query = new TestQuery(scanner, 1L << 18, 2)) {
            assertThatThrownBy(() -> PlanRuns.run(runner, count(plan), query.context()))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
        }
    }
}
