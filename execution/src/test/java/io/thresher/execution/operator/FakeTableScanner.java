package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.TableScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tables of literal rows, cut into splits and batches as a test likes. */
public final class FakeTableScanner implements TableScanner {
    private final Map<String, List<List<List<Object>>>> splitsByTable = new HashMap<>();
    private final int batchRows;
    /** Runs before each batch that is handed out; may throw. */
    public volatile Runnable beforeBatch = () -> {};
    /** Splits handed out so far. */
    public final AtomicInteger splitsGiven = new AtomicInteger();
    /** Readers opened and not closed. */
    public final AtomicInteger openReaders = new AtomicInteger();

    public FakeTableScanner(int batchRows) {
        this.batchRows = batchRows;
    }

    /** Adds a table; the rows go round the splits in runs of a batch. */
    public Table addTable(String name, List<DataType> types, List<? extends List<?>> rows, int splitCount) {
        List<List<List<Object>>> splits = new ArrayList<>();
        for (int i = 0; i < splitCount; i++) {
            splits.add(new ArrayList<>());
        }
        for (int i = 0; i < rows.size(); i++) {
            splits.get(i / batchRows % splitCount).add(new ArrayList<>(rows.get(i)));
        }
        splitsByTable.put(name, splits);
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            columns.add(new ColumnDefinition("c" + c, types.get(c), true));
        }
        return new Table(
                new TableName("", name),
                columns,
                List.of(),
                StorageFormat.CSV,
                new Location("file", "/" + name),
                Map.of(),
                TableStatistics.UNKNOWN);
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        ScanMetrics metrics = new ScanMetrics();
        int count = splitsByTable.get(request.table().name().table()).size();
        AtomicInteger next = new AtomicInteger();
        return new SplitSource() {
            @Override
            public @Nullable Split next() {
                int index = next.getAndIncrement();
                if (index >= count) {
                    return null;
                }
                splitsGiven.incrementAndGet();
                FileStatus file = new FileStatus(request.table().location(), 1, 0, "");
                return new Split(file, List.of(), index, 1, -1, -1, -1);
            }

            @Override
            public ScanMetrics metrics() {
                return metrics;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        List<List<Object>> rows =
                splitsByTable.get(request.table().name().table()).get((int) split.start());
        openReaders.incrementAndGet();
        return new Reader(request, rows, filter, memory);
    }

    @Override
    public TableStatistics statistics(Table table) {
        return table.statistics();
    }

    @Override
    public Table tableOfPath(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Table complete(Table definition) {
        return definition;
    }

    private final class Reader implements BatchReader {
        private final ScanRequest request;
        private final List<List<Object>> rows;
        private final @Nullable RowFilter filter;
        private final QueryMemory memory;
        private int next;
        private @Nullable ColumnBatch lent;

        Reader(ScanRequest request, List<List<Object>> rows, @Nullable RowFilter filter, QueryMemory memory) {
            this.request = request;
            this.rows = rows;
            this.filter = filter;
            this.memory = memory;
        }

        @Override
        public @Nullable ColumnBatch next() {
            while (next < rows.size()) {
                beforeBatch.run();
                free();
                List<List<Object>> part = new ArrayList<>();
                for (; part.size() < batchRows && next < rows.size(); next++) {
                    List<Object> row = new ArrayList<>();
                    request.columns().forEach(column -> row.add(rows.get(next).get(column)));
                    part.add(row);
                }
                List<DataType> types = request.columns().stream()
                        .map(column -> request.table().columns().get(column).type())
                        .toList();
                ColumnBatch batch = BatchRows.batch(memory, types, part);
                lent = batch;
                if (filter == null) {
                    return batch;
                }
                int[] selection = new int[batch.rowCount()];
                int count = filter.select(batch, selection);
                if (count > 0) {
                    batch.setSelection(selection, count);
                    return batch;
                }
            }
            return null;
        }

        private void free() {
            if (lent != null) {
                BatchRows.close(lent);
                lent = null;
            }
        }

        @Override
        public void close() {
            free();
            openReaders.decrementAndGet();
        }
    }
}
