package io.thresher.execution.sort;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SourceOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts out a range of sorted rows in order. */
final class SortedRowsSource implements SourceOperator {
    private final SortedOrder order;
    private final QueryContext context;
    private final Column[] columns;
    private final long[] references = new long[ColumnBatch.MAX_ROWS];
    private final long end;
    private long next;

    /** Makes a source of rows {@code first} to {@code end}, exclusive, of {@code order}, which stays its owner's. */
    SortedRowsSource(SortedOrder order, long first, long end, List<DataType> types, QueryContext context) {
        this.order = order;
        this.context = context;
        this.next = first;
        this.end = end;
        this.columns =
                types.stream().map(type -> new Column(type, context.memory())).toArray(Column[]::new);
    }

    @Override
    public @Nullable ColumnBatch next() {
        if (next >= end) {
            return null;
        }
        context.cancellation().check();
        int count = (int) Math.min(ColumnBatch.MAX_ROWS, end - next);
        order.read(next, count, references);
        next += count;
        for (int c = 0; c < columns.length; c++) {
            order.rows().gather(c, references, count, columns[c]);
        }
        return new ColumnBatch(columns, count);
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
