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
import io.thresher.execution.join.DataBreakers;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.pipeline.TaskScheduler;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.FilterNode;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.SortNode;
import io.thresher.execution.plan.UnionNode;
import io.thresher.storage.catalog.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several queries on the same workers: fairness, slow readers, cancellation, ends. */
@Timeout(60)
class SharedWorkersTest {
    private static final List<DataType> TYPES = List.of(DataType.BIGINT);

    private final TaskScheduler scheduler = new TaskScheduler(2);
    private final StageRunner runner = new EmbeddedStageRunner(scheduler, new DataBreakers());
    private final FakeTableScanner scanner = new FakeTableScanner(512);

    @AfterEach
    void stopWorkers() {
        scheduler.close();
        assertThat(scanner.openReaders).hasValue(0);
    }

    private static List<List<Object>> numbers(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            rows.add(List.of(i));
        }
        return rows;
    }

    private static PlanNode allPairs(PlanNode left, PlanNode right) {
        List<Field> schema = new ArrayList<>(left.outputSchema());
        schema.addAll(right.outputSchema());
        return new JoinNode(
                JoinType.INNER, left, right, List.of(), List.of(), List.of(), null, true, schema, 1_000_000);
    }

    private static void waitUntilCanceled(TestQuery query) {
        CountDownLatch canceled = new CountDownLatch(1);
        query.context().cancellation().onCancel(canceled::countDown);
        try {
            canceled.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aShortQueryDoesNotWaitForLongOnes() {
        Table large = scanner.addTable("large", TYPES, numbers(400_000), 4);
        Table small = scanner.addTable("small", TYPES, numbers(100), 1);
        List<TestQuery> queries = new ArrayList<>();
        List<RunningQuery> running = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                TestQuery query = new TestQuery(scanner, 1L << 30, 2);
                queries.add(query);
                running.add(runner.start(
                        new FilterNode(allPairs(scan(large), scan(large)), less(0, -1), 1), query.context()));
            }
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
                    assertThat(PlanRuns.run(runner, scan(small), query.context()))
                            .hasSize(100);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
        } finally {
            running.forEach(RunningQuery::close);
            queries.forEach(TestQuery::close);
        }
    }

    @Test
    void aJoinThatExplodesForAReaderThatSleepsLeavesTheWorkersToOthers() {
        Table table = scanner.addTable("t", TYPES, numbers(20_000), 4);
        List<TestQuery> queries = new ArrayList<>();
        List<RunningQuery> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                TestQuery query = new TestQuery(scanner, 64 << 20, 2);
                queries.add(query);
                RunningQuery run = runner.start(allPairs(scan(table), scan(table)), query.context());
                idle.add(run);
                assertThat(run.next()).isNotNull();
            }
            try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
                assertThat(PlanRuns.run(runner, scan(table), query.context())).hasSize(20_000);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(idle.get(1).next()).isNotNull();
            }
            long start = System.nanoTime();
            idle.get(1).close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
        } finally {
            idle.forEach(RunningQuery::close);
            queries.forEach(TestQuery::close);
        }
    }

    @Test
    void cancelReachesAReaderThatWaits() throws Exception {
        Table table = scanner.addTable("t", TYPES, numbers(10), 1);
        try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
            scanner.beforeBatch = () -> waitUntilCanceled(query);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread reader;
            try (RunningQuery running = runner.start(scan(table), query.context())) {
                reader = new Thread(() -> {
                    try {
                        running.next();
                    } catch (EngineException e) {
                        failure.set(e);
                    }
                });
                reader.start();
                query.context().cancellation().cancel();
                reader.join(1000);
            }
            assertThat(failure.get())
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
        }
    }

    @Test
    void aQueryCanceledBeforeItStartsEndsAtOnce() {
        Table table = scanner.addTable("t", TYPES, numbers(10), 1);
        try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
            query.context().cancellation().cancel();
            assertThatThrownBy(() -> PlanRuns.run(runner, scan(table), query.context()))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    void closingTheSchedulerEndsWhatRuns() {
        Table table = scanner.addTable("t", TYPES, numbers(20_000), 4);
        TaskScheduler other = new TaskScheduler(2);
        try (TestQuery query = new TestQuery(scanner, 64 << 20, 2)) {
            RunningQuery running = new EmbeddedStageRunner(other, PlanRuns.NO_BREAKERS)
                    .start(
                            new SortNode(
                                    new UnionNode(
                                            List.of(scan(table), scan(table)),
                                            scan(table).outputSchema()),
                                    List.of(new SortKey(0, true, true)),
                                    0,
                                    Long.MAX_VALUE),
                            query.context());
            other.close();
            running.close();
            assertThatThrownBy(() ->
                            new EmbeddedStageRunner(other, PlanRuns.NO_BREAKERS).start(scan(table), query.context()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void deepPlansRunOrAreRefused() {
        Table table = scanner.addTable("t", TYPES, numbers(1000), 2);
        PlanNode plan = scan(table);
        for (int i = 0; i < 2000; i++) {
            plan = i % 2 == 0
                    ? new FilterNode(plan, less(0, 500), 1)
                    : new ProjectNode(plan, List.of(column(0, DataType.BIGINT)), plan.outputSchema());
        }
        PlanNode deep = plan;
        try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
            assertThat(PlanRuns.run(runner, deep, query.context())).hasSize(500);
        }
        for (int i = 0; i < 3000; i++) {
            plan = new FilterNode(plan, less(0, 500), 1);
        }
        PlanNode deeper = plan;
        try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
            assertThatThrownBy(() -> PlanRuns.run(runner, deeper, query.context()))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TOO_COMPLEX));
        }
    }

    @Test
    void manyBranchesRun() {
        Table table = scanner.addTable("t", TYPES, numbers(10), 1);
        List<PlanNode> branches = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            branches.add(scan(table));
        }
        try (TestQuery query = new TestQuery(scanner, 1L << 30, 2)) {
            PlanNode plan = new UnionNode(branches, scan(table).outputSchema());
            assertThat(PlanRuns.run(runner, plan, query.context())).hasSize(5000);
        }
    }

    @Test
    void cancelAtAnyMomentLeavesNothingBehind() throws Exception {
        Table table = scanner.addTable("t", TYPES, numbers(30_000), 6);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            List<Thread> threads = new ArrayList<>();
            AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
            for (int i = 0; i < 4; i++) {
                long delayMicros = random.nextInt(30_000);
                int kind = random.nextInt(3);
                Thread thread = new Thread(() -> {
                    try (TestQuery query = new TestQuery(scanner, 1L << 28, 2)) {
                        PlanNode plan = kind == 0
                                ? scan(table)
                                : kind == 1
                                        ? new SortNode(
                                                scan(table), List.of(new SortKey(0, true, true)), 0, Long.MAX_VALUE)
                                        : allPairs(scan(table), scan(table));
                        readUntil(plan, query, System.nanoTime() + delayMicros * 1000);
                    } catch (Throwable e) {
                        problem.set(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (problem.get() != null) {
                throw new AssertionError("seed " + seed, problem.get());
            }
        }
    }

    private void readUntil(PlanNode plan, TestQuery query, long deadline) {
        try (RunningQuery running = runner.start(plan, query.context())) {
            for (ColumnBatch batch = running.next(); batch != null; batch = running.next()) {
                if (System.nanoTime() > deadline) {
                    query.context().cancellation().cancel();
                }
            }
        } catch (EngineException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED);
        }
    }
}
