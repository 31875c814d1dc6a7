package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.TableScanner;
import org.jspecify.annotations.Nullable;

/** Knows tables' statistics and takes any path that ends with a known table's name for that table; reads nothing. */
final class FakeScanner implements TableScanner {
    private final FakeCatalog catalog;

    FakeScanner(FakeCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TableStatistics statistics(Table table) {
        return table.statistics();
    }

    @Override
    public Table tableOfPath(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String name = file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
        return catalog.findTable(new TableName("default", name))
                .map(t -> new Table(
                        new TableName("", path),
                        t.dataColumns(),
                        t.partitionColumns(),
                        t.format(),
                        t.location(),
                        t.properties(),
                        t.statistics()))
                .orElseThrow(() -> new EngineException(ErrorCode.FILE_NOT_FOUND, "File not found: " + path));
    }

    @Override
    public Table complete(Table definition) {
        return definition;
    }
}
