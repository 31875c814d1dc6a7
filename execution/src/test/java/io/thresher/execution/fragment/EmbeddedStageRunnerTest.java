package io.thresher.execution.fragment;

import static io.thresher.execution.fragment.PlanRuns.column;
import static io.thresher.execution.fragment.PlanRuns.less;
import static io.thresher.execution.fragment.PlanRuns.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.pipeline.TaskScheduler;
import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.FilterNode;
import io.thresher.execution.plan.LimitNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.SortNode;
import io.thresher.execution.plan.UnionNode;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.storage.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedStageRunnerTest {
    private static final List<DataType> TYPES = List.of(DataType.BIGINT, DataType.VARCHAR);

    private final TaskScheduler scheduler = new TaskScheduler(2);
    private final StageRunner runner = new EmbeddedStageRunner(scheduler, PlanRuns.NO_BREAKERS);
    private final FakeTableScanner scanner = new FakeTableScanner(512);

    @AfterEach
    void stopWorkers() {
        scheduler.close();
        assertThat(scanner.openReaders).hasValue(0);
    }

    private static List<List<Object>> numbers(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            rows.add(List.of(i * 7919 % count, "a string of some length " + i * 7919 % count));
        }
        return rows;
    }

    private TestQuery query() {
        return new TestQuery(scanner, 1L << 28, 2);
    }

    @Test
    void scansFiltersProjectsAndGathers() {
        Table table = scanner.addTable("t", TYPES, numbers(10_000), 7);
        PlanNode filter = new FilterNode(scan(table), less(0, 300), 300);
        PlanNode project = new ProjectNode(
                filter,
                List.of(column(1, DataType.VARCHAR), column(0, DataType.BIGINT)),
                List.of(new Field("s", DataType.VARCHAR, true), new Field("n", DataType.BIGINT, true)));
        PlanNode plan = new ExchangeNode(project, Distribution.GATHER, List.of());
        try (TestQuery query = query()) {
            List<List<@Nullable Object>> rows = PlanRuns.run(runner, plan, query.context());
            List<List<Object>> expected = new ArrayList<>();
            for (long i = 0; i < 300; i++) {
                expected.add(List.of("a string of some length " + i, i));
            }
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void filtersWhileScanning() {
        Table table = scanner.addTable("t", TYPES, numbers(10_000), 3);
        try (TestQuery query = query()) {
            assertThat(PlanRuns.run(runner, scan(table, less(0, 42), Long.MAX_VALUE), query.context()))
                    .hasSize(42);
        }
        try (TestQuery query = query()) {
            assertThat(PlanRuns.run(runner, scan(table, less(0, 420), 100), query.context()))
                    .hasSize(100);
        }
    }

    @Test
    void sortsWithOffsetAndLimit() {
        Table table = scanner.addTable("t", TYPES, numbers(50_000), 5);
        for (long limit : new long[] {10, 20_000, Long.MAX_VALUE}) {
            try (TestQuery query = query()) {
                PlanNode plan = new SortNode(scan(table), List.of(new SortKey(0, true, false)), 5, limit);
                List<List<@Nullable Object>> rows = PlanRuns.run(runner, plan, query.context());
                assertThat(rows).hasSize((int) Math.min(limit, 49_995));
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(rows.get(i).get(0)).isEqualTo(49_994L - i);
                }
            }
        }
    }

    @Test
    void limitsOverAllTasksAndStopsTheScan() {
        Table table = scanner.addTable("t", TYPES, numbers(100_000), 100);
        try (TestQuery query = query()) {
            PlanNode plan = new LimitNode(scan(table), 100, 1000);
            assertThat(PlanRuns.run(runner, plan, query.context())).hasSize(1000);
            assertThat(scanner.splitsGiven.get()).isLessThan(20);
        }
    }

    @Test
    void concatenatesBranches() {
        Table table = scanner.addTable("t", TYPES, numbers(1000), 2);
        List<Field> schema = scan(table).outputSchema();
        PlanNode values = new ValuesNode(
                List.of(
                        List.of(
                                new Expression.Literal(-1L, DataType.BIGINT),
                                new Expression.Literal("x", DataType.VARCHAR)),
                        List.of(
                                new Expression.Literal(null, DataType.BIGINT),
                                new Expression.Literal(null, DataType.VARCHAR))),
                schema);
        PlanNode plan = new SortNode(
                new UnionNode(List.of(scan(table), values, scan(table)), schema),
                List.of(new SortKey(0, false, true)),
                0,
                Long.MAX_VALUE);
        try (TestQuery query = query()) {
            List<List<@Nullable Object>> rows = PlanRuns.run(runner, plan, query.context());
            assertThat(rows).hasSize(2002);
            assertThat(rows.get(0)).containsExactly(null, null);
            assertThat(rows.get(1)).containsExactly(-1L, "x");
            assertThat(rows.get(3)).containsExactly(0L, "a string of some length 0");
        }
    }

    @Test
    void answersNothingForNoRows() {
        Table table = scanner.addTable("t", TYPES, List.of(), 1);
        for (PlanNode plan : List.of(
                scan(table),
                new SortNode(scan(table), List.of(new SortKey(0, false, false)), 0, Long.MAX_VALUE),
                new SortNode(scan(table), List.of(new SortKey(0, false, false)), 0, 0),
                new LimitNode(scan(table), 0, 0),
                new UnionNode(List.of(scan(table), scan(table)), scan(table).outputSchema()))) {
            try (TestQuery query = query()) {
                assertThat(PlanRuns.run(runner, plan, query.context())).isEmpty();
            }
        }
    }

    @Test
    void reportsAFailureOnceAndFreesEverything() {
        Table table = scanner.addTable("t", TYPES, numbers(100_000), 10);
        scanner.beforeBatch = () -> {
            if (scanner.splitsGiven.get() > 5) {
                throw new EngineException(ErrorCode.FILE_CORRUPT, "File is corrupt: t");
            }
        };
        for (PlanNode plan : List.of(
                scan(table), new SortNode(scan(table), List.of(new SortKey(1, false, false)), 0, Long.MAX_VALUE))) {
            scanner.splitsGiven.set(0);
            try (TestQuery query = query()) {
                assertThatThrownBy(() -> PlanRuns.run(runner, plan, query.context()))
                        .isInstanceOfSatisfying(
                                EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT));
            }
        }
    }

    @Test
    void turnsErrorsIntoEngineErrors() {
        Table table = scanner.addTable("t", TYPES, numbers(10), 1);
        scanner.beforeBatch = () -> {
            throw new StackOverflowError();
        };
        try (TestQuery query = query()) {
            assertThatThrownBy(() -> PlanRuns.run(runner, scan(table), query.context()))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TOO_COMPLEX));
        }
        scanner.beforeBatch = () -> {
            throw new IllegalStateException("broken");
        };
        try (TestQuery query = query()) {
            assertThatThrownBy(() -> PlanRuns.run(runner, scan(table), query.context()))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR));
        }
    }

    @Test
    void failsCleanlyWhenMemoryIsRefused() {
        Table table = scanner.addTable("t", TYPES, numbers(50_000), 5);
        PlanNode plan = new SortNode(scan(table), List.of(new SortKey(0, true, false)), 0, Long.MAX_VALUE);
        for (long limit = 64 << 10; limit < 2 << 20; limit *= 2) {
            try (TestQuery query = new TestQuery(scanner, limit, 2)) {
                assertThatThrownBy(() -> PlanRuns.run(runner, plan, query.context()))
                        .isInstanceOfSatisfying(
                                EngineException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
            }
        }
    }

    @Test
    void stopsWhenCanceledHoweverSlowTheReader() throws Exception {
        Table table = scanner.addTable("t", TYPES, numbers(300_000), 10);
        try (TestQuery query = new TestQuery(scanner, 4 << 20, 2)) {
            try (RunningQuery running = runner.start(scan(table), query.context())) {
                assertThat(running.next()).isNotNull();
                query.context().cancellation().cancel();
                assertThatThrownBy(() -> {
                            while (running.next() != null) {}
                        })
                        .isInstanceOfSatisfying(
                                EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
            }
        }
    }

    @Test
    void aReaderThatDoesNotReadDoesNotStopOthers() {
        Table table = scanner.addTable("t", TYPES, numbers(200_000), 10);
        List<TestQuery> queries = new ArrayList<>();
        List<RunningQuery> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                TestQuery query = new TestQuery(scanner, 8 << 20, 2);
                queries.add(query);
                idle.add(runner.start(scan(table), query.context()));
            }
            try (TestQuery query = query()) {
                assertThat(PlanRuns.run(runner, scan(table), query.context())).hasSize(200_000);
            }
            // The slow one still gets all its rows.
            int rows = 0;
            for (ColumnBatch batch = idle.get(3).next();
                    batch != null;
                    batch = idle.get(3).next()) {
                rows += batch.rowCount();
            }
            assertThat(rows).isEqualTo(200_000);
        } finally {
            idle.forEach(RunningQuery::close);
            queries.forEach(TestQuery::close);
        }
    }

    @Test
    void countsRowsAndTimeByNode() {
        Table table = scanner.addTable("t", TYPES, numbers(10_000), 4);
        PlanNode scan = scan(table);
        PlanNode filter = new FilterNode(scan, less(0, 300), 300);
        PlanNode exchange = new ExchangeNode(filter, Distribution.GATHER, List.of());
        PlanNode plan = new SortNode(exchange, List.of(new SortKey(0, false, false)), 0, 50);
        try (TestQuery query = query();
                RunningQuery running = runner.start(plan, query.context())) {
            int rows = 0;
            for (ColumnBatch batch = running.next(); batch != null; batch = running.next()) {
                rows += BatchRows.rows(batch).size();
            }
            assertThat(rows).isEqualTo(50);
            assertThat(running.profile(scan).outputRows()).isEqualTo(10_000);
            assertThat(running.profile(filter).outputRows()).isEqualTo(300);
            assertThat(running.profile(exchange).outputRows()).isEqualTo(300);
            assertThat(running.profile(plan).outputRows()).isEqualTo(50);
            assertThat(running.profile(scan).cpuNanos()).isPositive();
            assertThat(running.profile(plan).peakBytes()).isPositive();
            assertThat(running.progress()).isEqualTo(1);
        }
    }
}
