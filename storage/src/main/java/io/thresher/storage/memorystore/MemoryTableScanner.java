package io.thresher.storage.memorystore;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.TableScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@link MemoryTables}; a split is one unit of rows. Thread-safe. */
public final class MemoryTableScanner implements TableScanner {
    private final MemoryTables tables;

    /** Reads {@code tables}. */
    public MemoryTableScanner(MemoryTables tables) {
        this.tables = tables;
    }

    private MemoryTable acquire(Table table) {
        MemoryTable found = tables.acquire(table.location());
        if (found == null) {
            throw new EngineException(
                    ErrorCode.TABLE_NOT_FOUND, "Table was dropped since the statement began: " + table.name());
        }
        return found;
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        MemoryTable table = acquire(request.table());
        return new SplitSource() {
            private final ScanMetrics metrics = new ScanMetrics();
            private int next;
            private boolean closed;

            @Override
            public synchronized @Nullable Split next() {
                if (closed || next == table.units().size()) {
                    return null;
                }
                long rows = table.units().get(next).get(0).rowCount();
                FileStatus file = new FileStatus(table.definition().location(), table.bytes(), 0, "");
                return new Split(file, List.of(), 0, 0, next++, 0, rows);
            }

            @Override
            public ScanMetrics metrics() {
                return metrics;
            }

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    table.release();
                }
            }
        };
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        MemoryTable table = acquire(request.table());
        UnitRequest unit = UnitRequest.of(split, request);
        List<StoredColumn> columns = table.units().get(split.rowGroup());
        StoredUnit stored = new StoredUnit() {
            @Override
            public void require(List<Integer> numbers) {
                // All are there.
            }

            @Override
            public boolean isThere(int number) {
                return true;
            }

            @Override
            public StoredColumn get(int number) {
                return columns.get(unit.columns().get(number));
            }

            @Override
            public void close() {
                table.release();
            }
        };
        metrics.storedColumns.add(unit.columns().size());
        return new StoredBatchReader(stored, unit.numbers(), split, request, filter, memory, metrics);
    }

    @Override
    public TableStatistics statistics(Table table) {
        return table.statistics();
    }

    @Override
    public Table tableOfPath(String path) {
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "Path does not lead to a table in memory: " + path);
    }

    @Override
    public Table complete(Table definition) {
        return definition;
    }
}
