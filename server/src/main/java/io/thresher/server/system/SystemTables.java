package io.thresher.server.system;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.catalog.VirtualTables;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.TableScanner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of the schema {@code system}, and how they are read. Thread-safe. */
public final class SystemTables implements VirtualTables, TableScanner {
    /** The scheme of these tables' locations. */
    public static final String SCHEME = "system";

    private static final String SCHEMA = "system";

    private final List<SystemTable> tables;

    /** Holds {@code tables}. */
    public SystemTables(List<SystemTable> tables) {
        this.tables = List.copyOf(tables);
    }

    @Override
    public List<String> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<TableName> tables(String schema) {
        return schema.equalsIgnoreCase(SCHEMA)
                ? tables.stream().map(SystemTables::name).toList()
                : List.of();
    }

    private static TableName name(SystemTable table) {
        return new TableName(SCHEMA, table.name());
    }

    @Override
    public Optional<Table> find(TableName name) {
        if (!name.schema().equalsIgnoreCase(SCHEMA)) {
            return Optional.empty();
        }
        return tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name.table()))
                .findFirst()
                .map(SystemTables::definition);
    }

    private static Table definition(SystemTable table) {
        return new Table(
                name(table),
                table.columns(),
                List.of(),
                StorageFormat.MEMORY,
                new Location(SCHEME, table.name()),
                Map.of(),
                TableStatistics.UNKNOWN);
    }

    @Override
    public void drop(TableName name) {
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "Table is the server's own and cannot be dropped: " + name);
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        FileStatus file = new FileStatus(request.table().location(), 0, 0, "");
        return new OneSplit(new Split(file, List.of(), 0, 0, -1, -1, -1));
    }

    /** Gives out one split. */
    private static final class OneSplit implements SplitSource {
        private final ScanMetrics metrics = new ScanMetrics();
        private @Nullable Split split;

        OneSplit(Split split) {
            this.split = split;
        }

        @Override
        public synchronized @Nullable Split next() {
            Split only = split;
            split = null;
            return only;
        }

        @Override
        public ScanMetrics metrics() {
            return metrics;
        }

        @Override
        public synchronized void close() {
            split = null;
        }
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        String name = request.table().name().table();
        SystemTable table = tables.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException(ErrorCode.TABLE_NOT_FOUND, "Table not found: system." + name));
        return new ListedRowsReader(table.rows(), request, filter, memory);
    }

    @Override
    public TableStatistics statistics(Table table) {
        return table.statistics();
    }

    @Override
    public Table tableOfPath(String path) {
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "Path does not lead to a system table: " + path);
    }

    @Override
    public Table complete(Table definition) {
        return definition;
    }
}
