package io.thresher.storage.memorystore;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.memorystore.column.Zones;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.PartitionValues;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one unit from stored columns. Blocks that no row of can match are left out; columns that the filter does not look
 * at are only loaded, and only read, where a row passes. One thread.
 */
final class StoredBatchReader implements BatchReader {
    private final StoredUnit unit;
    private final Split split;
    private final ScanRequest request;
    private final @Nullable RowFilter filter;
    private final ScanMetrics metrics;
    /** By output column: its number among the unit's columns, or -1 for a partition's constant. */
    private final int[] numbers;

    private final Column[] columns;
    private final List<Integer> early = new ArrayList<>();
    private final List<Integer> late = new ArrayList<>();
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private final ColumnBatch batch;
    private int rowCount = -1;
    private int next;
    private long limitLeft;
    private boolean closed;

    /** Makes a reader that owns {@code unit}, whose columns {@code numbers} tells for the request's. */
    StoredBatchReader(
            StoredUnit unit,
            int[] numbers,
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        this.unit = unit;
        this.numbers = numbers;
        this.split = split;
        this.request = request;
        this.filter = filter;
        this.metrics = metrics;
        this.limitLeft = request.limit();
        this.columns = new Column[numbers.length];
        int dataColumns = request.table().dataColumns().size();
        for (int i = 0; i < numbers.length; i++) {
            int index = request.columns().get(i);
            columns[i] = new Column(request.table().columns().get(index).type(), memory);
        }
        this.batch = new ColumnBatch(columns, 0);
        try {
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] < 0) {
                    int index = request.columns().get(i) - dataColumns;
                    PartitionValues.fill(columns[i], split.partitionValues().get(index));
                } else if (filter == null || filter.columns().contains(i)) {
                    early.add(i);
                } else {
                    late.add(i);
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public @Nullable ColumnBatch next() {
        if (rowCount < 0) {
            start();
        }
        while (next < rowCount && limitLeft > 0) {
            request.stopCheck().check();
            int from = next;
            int count = Math.min(ColumnBatch.MAX_ROWS, rowCount - from);
            next += count;
            if (!mayMatch(from / Zones.BLOCK_ROWS)) {
                metrics.blocksSkipped.increment();
            } else if (read(from, count)) {
                return batch;
            }
        }
        return null;
    }

    private void start() {
        if (early.isEmpty() && late.isEmpty()) {
            rowCount = (int) split.rowCount();
            return;
        }
        // Without a column that comes first, any tells how many rows there are.
        List<Integer> first = early.isEmpty() ? late.subList(0, 1) : early;
        unit.require(first.stream().map(i -> numbers[i]).toList());
        rowCount = unit.get(numbers[first.get(0)]).rowCount();
    }

    private boolean mayMatch(int block) {
        for (ColumnPredicate predicate : request.predicates()) {
            int i = request.columns().indexOf(predicate.column());
            if (i >= 0 && numbers[i] >= 0 && unit.isThere(numbers[i])) {
                StoredColumn column = unit.get(numbers[i]);
                if (!column.zones().mayMatch(block, predicate)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean read(int from, int count) {
        RowFilter rows = filter;
        for (int i : early) {
            unit.get(numbers[i]).read(from, count, columns[i]);
        }
        if (rows == null) {
            int kept = (int) Math.min(count, limitLeft);
            batch.setRowCount(kept);
            limitLeft -= kept;
            return true;
        }
        batch.setRowCount(count);
        int selected = rows.select(batch, selection);
        if (selected == 0) {
            return false;
        }
        if (!late.isEmpty()) {
            unit.require(late.stream().map(i -> numbers[i]).toList());
            for (int i : late) {
                unit.get(numbers[i]).read(from, count, selection, selected, columns[i]);
            }
        }
        int kept = (int) Math.min(selected, limitLeft);
        batch.setRowCount(count);
        batch.setSelection(selection, kept);
        limitLeft -= kept;
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            next = rowCount;
            Closing.all(List.of(columns), unit);
        }
    }
}
