package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.execution.row.RowLayout;
import io.thresher.execution.row.RowReader;
import io.thresher.memory.RawMemory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts out each row of an INTERSECT or EXCEPT as often as the counts of its sides ask for. */
final class SetOperationSource implements SourceOperator {
    private final SetOperationNode node;
    private final RowLayout layout;
    private final PartitionedRows groups;
    private final AtomicInteger nextPiece;
    private final QueryContext context;
    private final Column[] columns;
    private final ColumnBatch batch;
    private final long[] found = new long[ColumnBatch.MAX_ROWS];
    private final long[] rows = new long[ColumnBatch.MAX_ROWS];
    private @Nullable RowPiece piece;
    private int foundCount;
    private int foundNext;
    private long repeats;

    SetOperationSource(
            SetOperationNode node,
            RowLayout layout,
            PartitionedRows groups,
            AtomicInteger nextPiece,
            QueryContext context) {
        this.node = node;
        this.layout = layout;
        this.groups = groups;
        this.nextPiece = nextPiece;
        this.context = context;
        this.columns = new Column[node.outputSchema().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(node.outputSchema().get(i).type(), context.memory());
        }
        this.batch = new ColumnBatch(columns, 0);
    }

    @Override
    public @Nullable ColumnBatch next() {
        int count = 0;
        while (count < rows.length) {
            if (repeats == 0) {
                // A batch does not reach over the end of a piece, whose rows go away with it.
                if (foundNext >= foundCount && !more(count > 0)) {
                    break;
                }
                repeats = repeats(found[foundNext]);
                foundNext += repeats == 0 ? 1 : 0;
                continue;
            }
            rows[count++] = found[foundNext];
            repeats--;
            foundNext += repeats == 0 ? 1 : 0;
        }
        if (count == 0) {
            return null;
        }
        for (int k = 0; k < columns.length; k++) {
            RowReader.readKey(layout, k, rows, count, columns[k]);
        }
        batch.setRowCount(count);
        return batch;
    }

    /** Gets more rows; false at the end of the piece if {@code samePiece}, else at the end of all. */
    private boolean more(boolean samePiece) {
        context.cancellation().check();
        foundNext = 0;
        foundCount = piece == null ? 0 : piece.next(found);
        while (foundCount == 0 && !samePiece) {
            closePiece();
            int number = nextPiece.getAndIncrement();
            if (number >= groups.pieceCount()) {
                return false;
            }
            RowPiece opened = groups.open(number, this::combine);
            piece = opened;
            foundCount = opened.next(found);
        }
        return foundCount > 0;
    }

    private void combine(long source, long target) {
        for (int offset = layout.statesOffset(); offset < layout.rowBytes(); offset += 8) {
            RawMemory.putLong(target + offset, RawMemory.getLong(target + offset) + RawMemory.getLong(source + offset));
        }
    }

    private long repeats(long row) {
        long left = RawMemory.getLong(row + layout.statesOffset());
        long right = RawMemory.getLong(row + layout.statesOffset() + 8);
        long all = switch (node.operation()) {
            case INTERSECT -> Math.min(left, right);
            case EXCEPT -> node.all() ? Math.max(left - right, 0) : right == 0 ? left : 0;
        };
        return node.all() ? all : Math.min(all, 1);
    }

    private void closePiece() {
        if (piece != null) {
            piece.close();
            piece = null;
        }
    }

    @Override
    public void close() {
        closePiece();
        for (Column column : columns) {
            column.close();
        }
    }
}
