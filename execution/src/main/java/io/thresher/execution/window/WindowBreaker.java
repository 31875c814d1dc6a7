package io.thresher.execution.window;

import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.FirstRows;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowNode;
import io.thresher.execution.sort.SortContext;
import io.thresher.execution.sort.SortState;
import io.thresher.execution.sort.SortedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Window functions of one partitioning and order: rows are sorted by both, then the sources take ranges of rows, each
 * the partitions that begin in its ranges.
 */
public final class WindowBreaker implements PipelineBreaker {
    private static final long LEAST_RANGE_ROWS = 8_192;
    private static final int RANGES_PER_THREAD = 8;

    private final WindowNode node;
    private final QueryContext context;
    private final SortState state;
    private final AtomicLong nextRange = new AtomicLong();

    /** Makes the run state of {@code node}. */
    public WindowBreaker(WindowNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        List<SortKey> keys = new ArrayList<>();
        node.partitionKeys().forEach(column -> keys.add(new SortKey(column, false, false)));
        keys.addAll(node.orderKeys());
        this.state = new SortState(new SortContext(node.input().outputSchema(), keys, context), Long.MAX_VALUE);
    }

    @Override
    public SinkOperator createSink(int input) {
        SinkOperator sorting = state.createSink();
        FirstRows first = node.firstRows();
        if (first == null || first.count() > FirstRowsFilter.MAX_FIRST_ROWS) {
            return sorting;
        }
        try {
            return new FirstRowsSink(new FirstRowsFilter(node, first, context), sorting);
        } catch (RuntimeException | Error e) {
            sorting.close();
            throw e;
        }
    }

    @Override
    public List<Runnable> finishInput(int input) {
        return state.finish();
    }

    private long rangeRows(SortedOrder order) {
        if (node.partitionKeys().isEmpty()) {
            return order.count();
        }
        return Math.max(LEAST_RANGE_ROWS, order.count() / ((long) RANGES_PER_THREAD * context.threads()) + 1);
    }

    @Override
    public SourceOperator createSource() {
        SortedOrder order = state.order();
        if (order == null) {
            throw new IllegalStateException("Nothing was sorted");
        }
        return new WindowSource(node, order, rangeRows(order), nextRange, context);
    }

    @Override
    public int maxSources() {
        SortedOrder order = state.order();
        if (order == null || order.count() == 0) {
            return 0;
        }
        return (int) Math.min(context.threads(), (order.count() + rangeRows(order) - 1) / rangeRows(order));
    }

    @Override
    public long peakBytes() {
        return state.peakBytes();
    }

    @Override
    public void close() {
        state.close();
    }
}
