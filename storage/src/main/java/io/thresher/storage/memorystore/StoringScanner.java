package io.thresher.storage.memorystore;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.NotNullReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables through a {@link MemoryStore}: a unit whose columns are there is not read from its file; columns that are read often are
 * decoded whole and kept. Everything else is the scanner's below it. Thread-safe.
 */
public final class StoringScanner implements TableScanner {
    private final TableScanner scanner;
    private final MemoryStore store;
    private final KeptTables kept;

    /** Reads files by {@code scanner}; of the tables in {@code kept} everything that is read stays in the store. */
    public StoringScanner(TableScanner scanner, MemoryStore store, KeptTables kept) {
        this.scanner = scanner;
        this.store = store;
        this.kept = kept;
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        if (request.storeUse() != StoreUse.OFF) {
            for (int index : UnitRequest.dataColumns(request)) {
                store.reads().count(request.table().location(), ColumnNames.of(request.table(), index));
            }
        }
        return scanner.splits(request);
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        Supplier<BatchReader> file = () -> scanner.open(split, request, filter, memory, metrics);
        if (request.storeUse() == StoreUse.OFF || !canBeKept(request.table())) {
            return file.get();
        }
        UnitRequest unit = UnitRequest.of(split, request);
        if (unit.columns().isEmpty()) {
            return file.get();
        }
        @Nullable StoredColumn[] found = store.acquire(unit.keys(), request.table());
        UnitLoader loader = new UnitLoader(scanner, store, unit, memory, metrics);
        UnitColumns columns = new UnitColumns(store, unit, found, loader, metrics);
        boolean reads = false;
        try {
            reads = columns.isComplete() || mayLoad(unit, columns);
        } finally {
            if (!reads) {
                columns.close();
            }
        }
        if (!reads) {
            return file.get();
        }
        BatchReader stored = new StoredBatchReader(columns, unit.numbers(), split, request, filter, memory, metrics);
        return NotNullReader.over(new UnitReader(stored, loader, file), split, request);
    }

    /** Whether which rows a table has, and what is to be said about them, does not depend on which columns are read. */
    public static boolean canBeKept(Table table) {
        return table.format() == StorageFormat.PARQUET
                || table.properties().getOrDefault("on_error", "fail").equalsIgnoreCase("fail");
    }

    private boolean mayLoad(UnitRequest unit, UnitColumns columns) {
        ScanRequest request = unit.scan();
        if (request.storeUse() == StoreUse.KEEP) {
            FileSettling.await(unit.split().file(), request.stopCheck());
            return columns.reserve(true);
        }
        return readsWhole(unit)
                && isWorthIt(unit, columns)
                && FileSettling.isSettled(unit.split().file())
                && columns.reserve(false);
    }

    /** A scan that ends after some rows would wait for all of them. */
    private static boolean readsWhole(UnitRequest unit) {
        long limit = unit.scan().limit();
        long rows = unit.split().rowCount();
        return limit == Long.MAX_VALUE || rows >= 0 && limit >= rows;
    }

    private boolean isWorthIt(UnitRequest unit, UnitColumns columns) {
        Table table = unit.scan().table();
        boolean isKept = kept.contains(table);
        for (int number = 0; number < unit.columns().size(); number++) {
            String name = unit.name(number);
            boolean worthIt = columns.isThere(number)
                    || (isKept
                            ? !store.reads().isRefused(table.location(), name)
                            : store.reads().isOften(table.location(), name));
            if (!worthIt) {
                return false;
            }
        }
        return true;
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
