package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.Split;
import org.jspecify.annotations.Nullable;

/** Reads splits one after another until the scan has no more. */
public final class TableScanOperator implements SourceOperator {
    private final ScanState state;
    private final @Nullable ScanFilter filter;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private @Nullable BatchReader reader;
    private @Nullable Split split;

    /** Makes one task's source over {@code state}; it owns {@code filter}, the scan's exact filter if there is one. */
    public TableScanOperator(ScanState state, @Nullable ScanFilter filter) {
        this.state = state;
        this.filter = filter;
    }

    @Override
    public @Nullable ColumnBatch next() {
        while (true) {
            state.context().cancellation().check();
            if (state.limit().isReached() || (reader == null && !openNext())) {
                closeReader();
                return null;
            }
            BatchReader open = reader;
            ColumnBatch batch = open == null ? null : open.next();
            if (batch == null) {
                if (split != null) {
                    state.splitDone(split);
                }
                closeReader();
            } else if (batch.selectedCount() > 0) {
                ColumnBatch limited = limited(batch);
                if (limited != null) {
                    return limited;
                }
            }
        }
    }

    private boolean openNext() {
        Split next = state.nextSplit();
        if (next == null) {
            return false;
        }
        RowFilter rowFilter = filter;
        split = next;
        reader = state.context()
                .scanner()
                .open(next, state.request(), rowFilter, state.context().memory(), state.metrics());
        return true;
    }

    private @Nullable ColumnBatch limited(ColumnBatch batch) {
        if (state.limit().end() == Long.MAX_VALUE) {
            return batch;
        }
        int count = batch.selectedCount();
        long start = state.limit().claim(count);
        int kept = (int) Math.max(0, Math.min(count, state.limit().end() - start));
        if (kept == count) {
            return batch;
        }
        if (kept == 0) {
            return null;
        }
        for (int i = 0; i < kept; i++) {
            selection[i] = batch.position(i);
        }
        ColumnBatch part = new ColumnBatch(batch.columns(), batch.rowCount());
        part.setSelection(selection, kept);
        return part;
    }

    private void closeReader() {
        BatchReader open = reader;
        reader = null;
        split = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closeReader();
        if (filter != null) {
            filter.close();
        }
    }
}
