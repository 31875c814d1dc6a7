package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.error.StopCheck;
import io.thresher.memory.Closing;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one split, all columns aligned. With a filter its columns are decoded first; the others of a batch are
 * decoded only if a row passes, and their pages that hold no passing row are never touched. One thread.
 */
final class ParquetBatchReader implements BatchReader {
    private final List<ColumnSource> sources;
    private final AutoCloseable resources;
    private final @Nullable RowFilter filter;
    private final boolean[] readByFilter;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private final ColumnBatch batch;
    private final StopCheck stopCheck;
    private long rowsLeft;
    private long limitLeft;
    private boolean prepared;
    private boolean closed;

    /** Reads {@code rowCount} rows, or fewer once the request's limit have come out; closes {@code resources} at the end. */
    ParquetBatchReader(
            List<ColumnSource> sources,
            AutoCloseable resources,
            @Nullable RowFilter filter,
            long rowCount,
            ScanRequest request) {
        this.sources = sources;
        this.resources = resources;
        this.filter = filter;
        this.readByFilter = new boolean[sources.size()];
        if (filter != null) {
            filter.columns().forEach(i -> readByFilter[i] = true);
        }
        this.batch = new ColumnBatch(sources.stream().map(ColumnSource::output).toArray(Column[]::new), 0);
        this.rowsLeft = rowCount;
        this.limitLeft = request.limit();
        this.stopCheck = request.stopCheck();
    }

    @Override
    public @Nullable ColumnBatch next() {
        if (!prepared && rowsLeft > 0) {
            prepared = true;
            prepare();
        }
        while (rowsLeft > 0 && limitLeft > 0) {
            stopCheck.check();
            int count = (int) Math.min(rowsLeft, ColumnBatch.MAX_ROWS);
            if (filter == null) {
                count = (int) Math.min(count, limitLeft);
                read(false, count);
                batch.setRowCount(count);
                rowsLeft -= count;
                limitLeft -= count;
                return batch;
            }
            rowsLeft -= count;
            if (readFiltered(filter, count)) {
                return batch;
            }
        }
        return null;
    }

    private void prepare() {
        for (int i = 0; i < readByFilter.length; i++) {
            if (filter == null || readByFilter[i]) {
                sources.get(i).prepare();
            }
        }
    }

    private boolean readFiltered(RowFilter rowFilter, int count) {
        read(true, count);
        batch.setRowCount(count);
        int selected = rowFilter.select(batch, selection);
        if (selected == 0) {
            for (int i = 0; i < readByFilter.length; i++) {
                if (!readByFilter[i]) {
                    sources.get(i).skip(count);
                }
            }
            return false;
        }
        read(false, count);
        batch.setRowCount(count);
        int kept = (int) Math.min(selected, limitLeft);
        batch.setSelection(selection, kept);
        limitLeft -= kept;
        return true;
    }

    private void read(boolean filterColumns, int count) {
        for (int i = 0; i < readByFilter.length; i++) {
            if (readByFilter[i] == filterColumns) {
                sources.get(i).read(count);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        rowsLeft = 0;
        Closing.all(sources, resources);
    }
}
