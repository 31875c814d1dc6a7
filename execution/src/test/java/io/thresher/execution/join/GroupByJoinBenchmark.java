package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.execution.aggregation.AggregationBreaker;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.scan.StoreUse;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Times group-by and join operators on columns in memory with two threads: the figures to hold against the tables of the
 * design document. Arguments: repetitions, then names of cases (all if none).
 */
public final class GroupByJoinBenchmark {
    private static final int ROWS = 10_000_000;
    private static final int THREADS = 2;
    private static final int SPLIT_ROWS = 1 << 17;

    /** {@code -Dprobe.bytes} says from how many bytes of table and rows on probe rows are partitioned. */
    private static final JoinLimits LIMITS = JoinLimits.DEFAULT.partitionedFrom(
            JoinLimits.DEFAULT.parallelRows(), Long.getLong("probe.bytes", JoinLimits.DEFAULT.partitionedProbeBytes()));

    private final MemoryPool pool = new MemoryPool(12L << 30);
    private final QueryMemory dataMemory = pool.openQuery("data", 8L << 30);
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);

    private GroupByJoinBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        List<String> names = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        GroupByJoinBenchmark benchmark = new GroupByJoinBenchmark();
        for (int groups : new int[] {100, 100_000, 1_000_000, 10_000_000}) {
            if (names.isEmpty() || names.contains("group" + groups)) {
                benchmark.groupBy(groups, repetitions);
            }
        }
        for (int build : new int[] {1_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 10_000_000}) {
            for (boolean sparse : new boolean[] {false, true}) {
                String name = "join" + build + (sparse ? "sparse" : "");
                if (names.isEmpty() || names.contains(name)) {
                    benchmark.join(name, build, sparse, repetitions);
                }
            }
        }
        benchmark.workers.shutdown();
    }

    private static void print(String text) {
        System.out.println(text);
    }

    private interface Filler {
        long value(int row);
    }

    private Column column(DataType type, int rows, Filler filler) {
        Column column = Column.flat(type, dataMemory, rows);
        for (int row = 0; row < rows; row++) {
            long value = filler.value(row);
            switch (type.physicalType()) {
                case INT32 -> RawMemory.putInt(column.dataAddress() + 4L * row, (int) value);
                case INT64 -> RawMemory.putLong(column.dataAddress() + 8L * row, value);
                default -> RawMemory.putDouble(column.dataAddress() + 8L * row, value * 0.25);
            }
        }
        return column;
    }

    private static ValuesNode input(Column... columns) {
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            fields.add(new Field("c" + fields.size(), column.type(), true));
        }
        return new ValuesNode(List.of(), fields);
    }

    private QueryContext context(QueryMemory memory) {
        EvaluationContext evaluation =
                new EvaluationContext(memory, Instant.EPOCH, ZoneOffset.UTC, "benchmark", "default");
        return new QueryContext(
                "benchmark",
                memory,
                new CancellationToken(),
                evaluation,
                new FakeTableScanner(1),
                StoreUse.OFF,
                THREADS);
    }

    /** Processor time of the workers so far, the same on a busy machine: half of it is what two idle cores would take. */
    private static long cpuMillis() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("pool-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos / 1_000_000;
    }

    /** Runs {@code task} on every thread and waits. */
    private void parallel(Runnable task) throws ExecutionException, InterruptedException {
        List<Future<?>> futures = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            futures.add(workers.submit(task));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private void all(List<Runnable> work) throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        parallel(() -> {
            for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
                work.get(i).run();
            }
        });
    }

    /** Lends the columns' batches to a task, split by split. */
    private static void scan(Column[] source, int rows, AtomicInteger next, BatchConsumer consumer) {
        Column[] columns = new Column[source.length];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new Column(source[c].type(), null);
        }
        ColumnBatch batch = new ColumnBatch(columns, 0);
        for (long from = (long) next.getAndIncrement() * SPLIT_ROWS;
                from < rows;
                from = (long) next.getAndIncrement() * SPLIT_ROWS) {
            long end = Math.min(rows, from + SPLIT_ROWS);
            for (long at = from; at < end; at += ColumnBatch.MAX_ROWS) {
                for (int c = 0; c < columns.length; c++) {
                    int width = source[c].physicalType().bytes();
                    columns[c].borrowValues(Encoding.FLAT, source[c].dataAddress() + at * width, 0);
                }
                batch.setRowCount((int) Math.min(ColumnBatch.MAX_ROWS, end - at));
                consumer.accept(batch);
            }
        }
    }

    private void groupBy(int groups, int repetitions) throws ExecutionException, InterruptedException {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Column[] data = {
            column(DataType.INTEGER, ROWS, row -> random.nextInt(groups)),
            column(DataType.INTEGER, ROWS, row -> row % 1000),
            column(DataType.INTEGER, ROWS, row -> row % 7),
            column(DataType.DOUBLE, ROWS, row -> row % 100)
        };
        List<AggregateCall> calls = List.of(sum(1, DataType.BIGINT), sum(2, DataType.BIGINT), sum(3, DataType.DOUBLE));
        List<Field> output = new ArrayList<>(input(data[0]).outputSchema());
        calls.forEach(call -> output.add(new Field("sum", call.type(), true)));
        AggregateNode node = new AggregateNode(input(data), List.of(0), List.of(List.of(0)), calls, output, groups);
        for (int r = 0; r < repetitions; r++) {
            long start = System.nanoTime();
            long cpu = cpuMillis();
            AtomicLong result = new AtomicLong();
            try (QueryMemory memory = pool.openQuery("run", 10L << 30);
                    PipelineBreaker breaker = new AggregationBreaker(node, context(memory))) {
                AtomicInteger next = new AtomicInteger();
                parallel(() -> {
                    try (SinkOperator sink = breaker.createSink(0)) {
                        scan(data, ROWS, next, sink::consume);
                        sink.combine();
                    }
                });
                long filled = cpuMillis();
                for (List<Runnable> work = breaker.finishInput(0); !work.isEmpty(); work = breaker.finishInput(0)) {
                    all(work);
                }
                parallel(() -> {
                    try (SourceOperator source = breaker.createSource()) {
                        for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                            result.addAndGet(batch.rowCount());
                        }
                    }
                });
                print("group by " + groups + ": " + (System.nanoTime() - start) / 1_000_000 + " ms, cpu "
                        + (cpuMillis() - cpu) + " (fill " + (filled - cpu) + ") groups " + result + " "
                        + breaker.remarks() + " peak MB "
                        + (memory.peakBytes() >> 20));
            }
        }
        for (Column column : data) {
            column.close();
        }
    }

    private static AggregateCall sum(int column, DataType type) {
        return new AggregateCall("sum", List.of(column), false, -1, List.of(), type);
    }

    private static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private void join(String name, int build, boolean sparse, int repetitions)
            throws ExecutionException, InterruptedException {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        long factor = sparse ? 1_000_003L : 1;
        int[] order = shuffled(build, random);
        Column[] buildData = {
            column(DataType.BIGINT, build, row -> order[row] * factor),
            column(DataType.BIGINT, build, row -> row % 1000)
        };
        int domain = (int) (build / 0.9);
        Column[] probeData = {
            column(DataType.BIGINT, ROWS, row -> random.nextInt(domain) * factor),
            column(DataType.BIGINT, ROWS, row -> row % 100)
        };
        ValuesNode left = input(probeData);
        ValuesNode right = input(buildData);
        List<Field> output = new ArrayList<>(left.outputSchema());
        output.addAll(right.outputSchema());
        JoinNode node = new JoinNode(
                JoinType.INNER, left, right, List.of(0), List.of(0), List.of(false), null, true, output, ROWS);
        for (int r = 0; r < repetitions; r++) {
            long start = System.nanoTime();
            long cpu = cpuMillis();
            AtomicLong count = new AtomicLong();
            AtomicLong sums = new AtomicLong();
            try (QueryMemory memory = pool.openQuery("run", 10L << 30);
                    AdaptiveJoin join = new AdaptiveJoin(node, context(memory), LIMITS, (expression, context) -> {
                        throw new UnsupportedOperationException();
                    })) {
                AtomicInteger nextBuild = new AtomicInteger();
                parallel(() -> {
                    try (SinkOperator sink = join.createBuildSink()) {
                        scan(buildData, build, nextBuild, sink::consume);
                        sink.combine();
                    }
                });
                for (List<Runnable> work = join.finishBuild(); !work.isEmpty(); work = join.finishBuild()) {
                    all(work);
                }
                long built = cpuMillis();
                AtomicInteger nextProbe = new AtomicInteger();
                parallel(() -> {
                    long[] totals = new long[2];
                    try (StreamingOperator probe = join.createProbe()) {
                        scan(probeData, ROWS, nextProbe, batch -> probe.process(batch, joined -> add(joined, totals)));
                        probe.finish(joined -> add(joined, totals));
                    }
                    count.addAndGet(totals[0]);
                    sums.addAndGet(totals[1]);
                });
                print(name + ": " + (System.nanoTime() - start) / 1_000_000 + " ms, cpu "
                        + (cpuMillis() - cpu) + " (build " + (built - cpu) + ") rows " + count + " sums " + sums + " "
                        + join.decision()
                        + " peak MB " + (memory.peakBytes() >> 20));
            }
        }
        for (Column column : buildData) {
            column.close();
        }
        for (Column column : probeData) {
            column.close();
        }
    }

    private static void add(ColumnBatch batch, long[] totals) {
        totals[0] += batch.selectedCount();
        int[] selection = batch.selection();
        for (int c = 1; c <= 3; c += 2) {
            Column column = batch.column(c);
            long values = column.valuesAddress();
            boolean flat = column.encoding() == Encoding.FLAT;
            long codes = column.dataAddress();
            long sum = 0;
            for (int i = 0; i < batch.selectedCount(); i++) {
                int row = selection == null ? i : selection[i];
                int index = flat ? row : RawMemory.getInt(codes + 4L * row);
                sum += RawMemory.getLong(values + 8L * index);
            }
            totals[1] += sum;
        }
    }
}
