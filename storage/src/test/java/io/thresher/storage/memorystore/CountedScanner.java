package io.thresher.storage.memorystore;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.TableScanner;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A scanner that counts how many splits are opened, to see what is read from files. */
final class CountedScanner implements TableScanner {
    private final TableScanner scanner;
    private final AtomicInteger opened = new AtomicInteger();

    CountedScanner(TableScanner scanner) {
        this.scanner = scanner;
    }

    /** The splits opened since this was asked last. */
    int opened() {
        return opened.getAndSet(0);
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        return scanner.splits(request);
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        opened.incrementAndGet();
        return scanner.open(split, request, filter, memory, metrics);
    }

    @Override
    public TableStatistics statistics(Table table) {
        return scanner.statistics(table);
    }

    @Override
    public Table tableOfPath(String path) {
        return scanner.tableOfPath(path);
    }

    @Override
    public Table complete(Table definition) {
        return scanner.complete(definition);
    }
}
