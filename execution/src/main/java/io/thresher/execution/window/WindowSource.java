package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowNode;
import io.thresher.execution.sort.SortedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes ranges of sorted rows, and puts out the rows of the partitions that begin there with their functions' values. */
final class WindowSource implements SourceOperator {
    private final WindowNode node;
    private final SortedOrder order;
    private final long rangeRows;
    private final AtomicLong nextRange;
    private final QueryContext context;
    private final int inputColumns;
    private final Column[] columns;
    private final List<WindowEvaluator> evaluators = new ArrayList<>();
    private final WindowRows rows;
    private final long[] references = new long[ColumnBatch.MAX_ROWS];
    private @Nullable WindowPartition partition;
    private long rowsDone;
    private long nextRow;
    private long rangeEnd;

    /** {@code nextRange} is shared by all sources over {@code order}. */
    WindowSource(WindowNode node, SortedOrder order, long rangeRows, AtomicLong nextRange, QueryContext context) {
        this.node = node;
        this.order = order;
        this.rangeRows = rangeRows;
        this.nextRange = nextRange;
        this.context = context;
        this.inputColumns = node.input().outputSchema().size();
        WindowPartition any = new WindowPartition(order, 0, order.count());
        this.rows = new WindowRows(
                any, node.orderKeys().stream().map(SortKey::column).toList());
        this.columns = node.outputSchema().stream()
                .map(field -> new Column(field.type(), context.memory()))
                .toArray(Column[]::new);
        try {
            for (WindowCall call : node.functions()) {
                evaluators.add(WindowEvaluators.create(node, call, any, context));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        if (evaluators.stream().noneMatch(WindowEvaluator::readsPeers)) {
            rows.leavePeers();
        }
    }

    @Override
    public @Nullable ColumnBatch next() {
        for (int c = inputColumns; c < columns.length; c++) {
            columns[c].resetFlat();
            columns[c].ensureCapacity(ColumnBatch.MAX_ROWS);
            if (columns[c].physicalType() == PhysicalType.VIEW) {
                columns[c].heap().reset();
            }
        }
        int filled = 0;
        while (filled < ColumnBatch.MAX_ROWS) {
            context.cancellation().check();
            if (partition == null && !nextPartition()) {
                break;
            }
            filled += fill(filled);
        }
        if (filled == 0) {
            return null;
        }
        for (int c = 0; c < inputColumns; c++) {
            order.rows().gather(c, references, filled, columns[c]);
        }
        return new ColumnBatch(columns, filled);
    }

    /** Evaluates the partition's next rows into the batch from {@code offset} on; returns how many. */
    private int fill(int offset) {
        WindowPartition open = partition;
        if (open == null) {
            return 0;
        }
        int count = (int) Math.min(ColumnBatch.MAX_ROWS - offset, open.count() - rowsDone);
        for (int i = 0; i < count; i++) {
            references[offset + i] = open.reference(rowsDone + i);
        }
        rows.advance(count);
        for (int f = 0; f < evaluators.size(); f++) {
            evaluators.get(f).evaluate(rows, columns[inputColumns + f], offset, ColumnBatch.MAX_ROWS);
        }
        rowsDone += count;
        if (rowsDone == open.count()) {
            nextRow = open.first() + open.count();
            partition = null;
        }
        return count;
    }

    /** Starts the next partition; false if there is none left. */
    private boolean nextPartition() {
        while (nextRow >= rangeEnd) {
            long start = nextRange.getAndAdd(rangeRows);
            if (start >= order.count() || start < 0) {
                return false;
            }
            rangeEnd = Math.min(order.count(), start + rangeRows);
            // A partition that began in an earlier range belongs to whoever took that one.
            nextRow = start == 0 ? 0 : endOfPartition(start - 1);
        }
        long end = endOfPartition(nextRow);
        WindowPartition next = new WindowPartition(order, nextRow, end - nextRow);
        partition = next;
        rowsDone = 0;
        rows.start(next);
        for (WindowEvaluator evaluator : evaluators) {
            evaluator.start(next);
        }
        return true;
    }

    private long endOfPartition(long row) {
        return WindowPartition.endOfEqual(order, 0, order.count(), row, node.partitionKeys());
    }

    @Override
    public void close() {
        evaluators.forEach(WindowEvaluator::close);
        for (Column column : columns) {
            column.close();
        }
    }
}
