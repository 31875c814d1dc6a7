package io.thresher.execution.aggregation;

import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.row.RowArena;
import io.thresher.memory.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The shared state of one aggregation. Each task groups what it reads by itself; the end goes in rounds:
 *
 * <pre>
 *   1  DISTINCT only: combinations are ordered by hash, per task           (in parallel by task)
 *   2  DISTINCT only: equal combinations are merged and fed to new groups  (in parallel by partition)
 *   3  groups are ordered by hash, per task                                (in parallel by task)
 *   4  sources merge the groups of a partition and put them out            (in parallel by partition, without locks)
 * </pre>
 */
public final class AggregationBreaker implements PipelineBreaker {
    private final AggregationLayout layout;
    private final QueryContext context;
    private final List<DistinctArguments> distinct;
    private final List<TaskGroups> tasks = new ArrayList<>();
    private final List<DistinctMerge> distinctMerges = new ArrayList<>();
    private final AtomicInteger nextPiece = new AtomicInteger();
    private @Nullable PartitionedRows partitioned;
    private @Nullable RadixGroups radix;
    private Round round = Round.ORDER_DISTINCT;
    private volatile long peakBytes;
    private volatile String remark = "";

    public AggregationBreaker(AggregateNode node, QueryContext context) {
        this.layout = new AggregationLayout(node, context.memory());
        this.context = context;
        this.distinct = DistinctArguments.of(layout);
    }

    @Override
    public SinkOperator createSink(int input) {
        return new HashAggregationOperator(
                this, TaskGroups.forInput(layout, distinct, this::radix, context), context.cancellation());
    }

    /** The partitioned groups, made when the first task needs them. Any task. */
    private synchronized RadixGroups radix() {
        if (radix == null) {
            radix = new RadixGroups(layout.rows(), context.memory());
        }
        return radix;
    }

    synchronized void take(TaskGroups groups) {
        tasks.add(groups);
    }

    @Override
    public List<Runnable> finishInput(int input) {
        while (true) {
            Round now = round;
            List<Runnable> work = switch (now) {
                case ORDER_DISTINCT -> orderDistinct();
                case FEED_DISTINCT -> feedDistinct();
                case ORDER_GROUPS -> orderGroups();
                case DONE -> List.of();
            };
            round = now.next();
            if (!work.isEmpty() || now == Round.DONE) {
                return work;
            }
        }
    }

    private List<Runnable> orderDistinct() {
        List<Runnable> work = new ArrayList<>();
        for (int kind = 0; kind < distinct.size(); kind++) {
            List<RowArena> arenas = new ArrayList<>();
            for (TaskGroups task : tasks) {
                arenas.add(task.distinct(kind).combinations().table().rows());
            }
            DistinctMerge merge = new DistinctMerge(layout, distinct.get(kind), arenas, context);
            distinctMerges.add(merge);
            work.addAll(merge.rows().order());
        }
        return work;
    }

    private List<Runnable> feedDistinct() {
        List<Runnable> work = new ArrayList<>();
        for (DistinctMerge merge : distinctMerges) {
            for (int t = 0; t < context.threads(); t++) {
                work.add(() -> take(merge.feed()));
            }
        }
        return work;
    }

    private List<Runnable> orderGroups() {
        distinctMerges.forEach(DistinctMerge::close);
        distinctMerges.clear();
        addGroupsWithoutRows();
        List<RowArena> arenas = new ArrayList<>();
        for (TaskGroups task : tasks) {
            if (task.groups().table().rows().rowCount() > 0) {
                arenas.add(task.groups().table().rows());
            }
        }
        long bytes = 0;
        for (TaskGroups task : tasks) {
            bytes += task.groups().table().heldBytes();
        }
        bytes += radix == null ? 0 : radix.heldBytes();
        peakBytes = bytes;
        PartitionedRows rows = new PartitionedRows(arenas, radix, layout.rows(), context);
        partitioned = rows;
        remark = "groups: " + rows.rowCount() + " in " + arenas.size() + " tables"
                + (radix == null ? "" : " and " + radix.groupCount() + " in partitions by hash") + ", put out in "
                + rows.pieceCount() + " pieces";
        return rows.order();
    }

    private void addGroupsWithoutRows() {
        if (layout.keyTypes().isEmpty()) {
            if (tasks.isEmpty()) {
                tasks.add(TaskGroups.forInput(layout, distinct, this::radix, context));
            }
            tasks.get(0).groups().onlyRow();
        }
        for (int set = 0; set < layout.setCount() && layout.hasSetNumber(); set++) {
            if (layout.node().groupingSets().get(set).isEmpty()) {
                TaskGroups groups = TaskGroups.forInput(layout, distinct, this::radix, context);
                tasks.add(groups);
                groups.addEmptySet(set);
            }
        }
    }

    private PartitionedRows partitioned() {
        if (partitioned == null) {
            throw new IllegalStateException("Aggregation is not finished");
        }
        return partitioned;
    }

    @Override
    public SourceOperator createSource() {
        return new AggregationSource(layout, partitioned(), nextPiece, context);
    }

    @Override
    public int maxSources() {
        return Math.max(1, partitioned().pieceCount());
    }

    @Override
    public long peakBytes() {
        return peakBytes;
    }

    @Override
    public List<String> remarks() {
        return remark.isEmpty() ? List.of() : List.of(remark);
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(distinctMerges);
        distinctMerges.clear();
        if (partitioned != null) {
            all.add(partitioned);
        }
        all.addAll(tasks);
        tasks.clear();
        if (radix != null) {
            all.add(radix);
        }
        Closing.all(all);
    }

    /** Adds every state of a row to that of another. */
    static void combine(AggregationLayout layout, @Nullable Accumulator[] accumulators, long source, long target) {
        for (int call = 0; call < accumulators.length; call++) {
            Accumulator accumulator = accumulators[call];
            if (accumulator != null) {
                int offset = layout.stateOffset(call);
                accumulator.combine(source + offset, target + offset);
            }
        }
    }

    /** What finishInput does next. */
    private enum Round {
        ORDER_DISTINCT,
        FEED_DISTINCT,
        ORDER_GROUPS,
        DONE;

        Round next() {
            return this == DONE ? DONE : values()[ordinal() + 1];
        }
    }
}
