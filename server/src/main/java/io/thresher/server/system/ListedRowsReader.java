package io.thresher.server.system;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.ValueWriter;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows that are Java objects. One thread. */
final class ListedRowsReader implements BatchReader {
    private final List<@Nullable Object[]> rows;
    private final ScanRequest request;
    private final @Nullable RowFilter filter;
    private final Column[] columns;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private final ColumnBatch batch;
    private int next;
    private boolean closed;

    ListedRowsReader(
            List<@Nullable Object[]> rows, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory) {
        this.rows = rows;
        this.request = request;
        this.filter = filter;
        this.columns = request.columns().stream()
                .map(index -> new Column(request.table().columns().get(index).type(), memory))
                .toArray(Column[]::new);
        this.batch = new ColumnBatch(columns, 0);
    }

    @Override
    public @Nullable ColumnBatch next() {
        while (next < rows.size() && next < request.limit()) {
            int count = (int) Math.min(ColumnBatch.MAX_ROWS, Math.min(request.limit(), rows.size()) - next);
            fill(count);
            next += count;
            batch.setRowCount(count);
            RowFilter condition = filter;
            if (condition == null) {
                return batch;
            }
            int selected = condition.select(batch, selection);
            if (selected > 0) {
                batch.setSelection(selection, selected);
                return batch;
            }
        }
        return null;
    }

    private void fill(int count) {
        for (int c = 0; c < columns.length; c++) {
            Column column = columns[c];
            column.ensureCapacity(count);
            column.resetFlat();
            column.heap().reset();
            int index = request.columns().get(c);
            for (int row = 0; row < count; row++) {
                ValueWriter.write(column, row, count, rows.get(next + row)[index]);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            next = rows.size();
            Closing.all(List.of(columns));
        }
    }
}
