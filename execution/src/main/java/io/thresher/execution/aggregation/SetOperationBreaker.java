package io.thresher.execution.aggregation;

import io.thresher.batch.DataType;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.execution.row.RowArena;
import io.thresher.execution.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The shared state of an INTERSECT or EXCEPT: groups by all columns and counts each side's rows of a group; the counts then say
 * how often the group's row is put out.
 */
public final class SetOperationBreaker implements PipelineBreaker {
    /** Bytes of a row's states: how often the left side has it, how often the right. */
    private static final int STATE_BYTES = 16;

    private final SetOperationNode node;
    private final QueryContext context;
    private final RowLayout layout;
    private final List<GroupTable> tasks = new ArrayList<>();
    private final AtomicInteger nextPiece = new AtomicInteger();
    private @Nullable PartitionedRows partitioned;
    private boolean ordered;

    public SetOperationBreaker(SetOperationNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        List<DataType> types = node.outputSchema().stream().map(Field::type).toList();
        this.layout = new RowLayout(AggregationLayout.physical(types), STATE_BYTES);
    }

    @Override
    public SinkOperator createSink(int input) {
        int stateOffset = layout.statesOffset() + 8 * input;
        return new SetOperationOperator(
                this, new GroupTable(layout, context.memory()), stateOffset, context.cancellation());
    }

    synchronized void take(GroupTable groups) {
        tasks.add(groups);
    }

    @Override
    public List<Runnable> finishInput(int input) {
        if (input == 0 || ordered) {
            return List.of();
        }
        ordered = true;
        List<RowArena> arenas = new ArrayList<>();
        for (GroupTable task : tasks) {
            if (task.table().rows().rowCount() > 0) {
                arenas.add(task.table().rows());
            }
        }
        PartitionedRows rows = new PartitionedRows(arenas, null, layout, context);
        partitioned = rows;
        return rows.order();
    }

    private PartitionedRows partitioned() {
        if (partitioned == null) {
            throw new IllegalStateException("Set operation is not finished");
        }
        return partitioned;
    }

    @Override
    public SourceOperator createSource() {
        return new SetOperationSource(node, layout, partitioned(), nextPiece, context);
    }

    @Override
    public int maxSources() {
        return Math.max(1, partitioned().pieceCount());
    }

    @Override
    public void close() {
        if (partitioned != null) {
            partitioned.close();
        }
        tasks.forEach(GroupTable::close);
        tasks.clear();
    }
}
