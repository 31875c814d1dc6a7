package io.thresher.storage.memorystore;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables through a {@link MemoryStore}: a unit whose columns are there is not read from its file; columns that are read often are
 * decoded whole and kept. Everything else is the scanner's below it. Thread-safe.
 */
public final class StoringScanner implements TableScanner {
    /** A file younger than this may be written to again without its time of change becoming another: that of a slow clock tick. */
    private static final long SETTLED_MILLIS = 100;
    /** The same where times are kept in whole seconds. */
    private static final long COARSELY_SETTLED_MILLIS = 2000;

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
        if (request.storeUse() == StoreUse.OFF || isLenient(request.table())) {
            return scanner.open(split, request, filter, memory, metrics);
        }
        UnitRequest unit = UnitRequest.of(split, request);
        if (unit.columns().isEmpty()) {
            return scanner.open(split, request, filter, memory, metrics);
        }
        @Nullable StoredColumn[] found = store.acquire(unit.keys());
        UnitLoader loader = new UnitLoader(scanner, store, unit, kept.contains(request.table()), memory, metrics);
        UnitColumns columns = new UnitColumns(store, unit.keys(), found, loader, metrics);
        try {
            if (!columns.isComplete() && !mayLoad(unit)) {
                columns.close();
                return scanner.open(split, request, filter, memory, metrics);
            }
        } catch (RuntimeException e) {
            columns.close();
            throw e;
        }
        return NotNullReader.over(
                new StoredBatchReader(columns, unit.numbers(), split, request, filter, memory, metrics),
                split,
                request);
    }

    /** Whether which rows there are, and what is to be said about them, depends on which columns are read. */
    private static boolean isLenient(Table table) {
        return table.format() != StorageFormat.PARQUET
                && !table.properties().getOrDefault("on_error", "fail").equalsIgnoreCase("fail");
    }

    private boolean mayLoad(UnitRequest unit) {
        ScanRequest request = unit.scan();
        if (request.storeUse() == StoreUse.KEEP) {
            awaitSettled(unit.split().file(), request);
            return true;
        }
        return isSettled(unit.split().file())
                && (kept.contains(request.table()) || isReadOften(unit))
                && store.hasRoom(unit.collectingBytes());
    }

    private boolean isReadOften(UnitRequest unit) {
        Table table = unit.scan().table();
        return unit.columns().stream()
                .allMatch(index -> store.reads().isOften(table.location(), ColumnNames.of(table, index)));
    }

    private static boolean isSettled(FileStatus file) {
        long needed = file.modifiedMillis() % 1000 == 0 ? COARSELY_SETTLED_MILLIS : SETTLED_MILLIS;
        return System.currentTimeMillis() - file.modifiedMillis() >= needed;
    }

    private static void awaitSettled(FileStatus file, ScanRequest request) {
        // A file from the future is not waited for longer than one of now.
        long end = System.currentTimeMillis() + COARSELY_SETTLED_MILLIS;
        while (!isSettled(file) && System.currentTimeMillis() < end) {
            request.stopCheck().check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
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
