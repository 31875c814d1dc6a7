package io.thresher.execution.sort;

import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.SortNode;
import java.util.List;

/** ORDER BY with its OFFSET and LIMIT: tasks sort runs, the runs are merged in parallel, one source puts the rows out. */
public final class SortBreaker implements PipelineBreaker {
    private final SortNode node;
    private final SortState state;

    /** Makes the run state of {@code node}. */
    public SortBreaker(SortNode node, QueryContext context) {
        this.node = node;
        SortContext sort = new SortContext(node.input().outputSchema(), node.keys(), context);
        this.state = new SortState(sort, lastRow());
    }

    private long lastRow() {
        return node.limit() > Long.MAX_VALUE - node.offset() ? Long.MAX_VALUE : node.offset() + node.limit();
    }

    @Override
    public SinkOperator createSink(int input) {
        return state.createSink();
    }

    @Override
    public List<Runnable> finishInput(int input) {
        return state.finish();
    }

    @Override
    public SourceOperator createSource() {
        SortedOrder order = state.order();
        if (order == null) {
            throw new IllegalStateException("Nothing was sorted");
        }
        long end = Math.min(order.count(), lastRow());
        return new SortedRowsSource(
                order,
                node.offset(),
                end,
                state.context().types(),
                state.context().query());
    }

    @Override
    public int maxSources() {
        return state.order() == null ? 0 : 1;
    }

    @Override
    public long peakBytes() {
        return state.peakBytes();
    }

    @Override
    public List<String> remarks() {
        return lastRow() <= TopNSink.MAX_ROWS ? List.of("sort: top " + lastRow()) : List.of();
    }

    @Override
    public void close() {
        state.close();
    }
}
