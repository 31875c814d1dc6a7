package io.thresher.storage.scan;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads each table by the scanner for the scheme of its location; paths are files. Thread-safe if the scanners are. */
public final class RoutedScanner implements TableScanner {
    private final TableScanner files;
    private final Map<String, TableScanner> bySchemes;

    /** Reads by {@code bySchemes}, and by {@code files} what has a scheme that is not there. */
    public RoutedScanner(TableScanner files, Map<String, TableScanner> bySchemes) {
        this.files = files;
        this.bySchemes = Map.copyOf(bySchemes);
    }

    private TableScanner scanner(Table table) {
        return bySchemes.getOrDefault(table.location().scheme(), files);
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        return scanner(request.table()).splits(request);
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        return scanner(request.table()).open(split, request, filter, memory, metrics);
    }

    @Override
    public TableStatistics statistics(Table table) {
        return scanner(table).statistics(table);
    }

    @Override
    public Table tableOfPath(String path) {
        return files.tableOfPath(path);
    }

    @Override
    public Table complete(Table definition) {
        return scanner(definition).complete(definition);
    }
}
