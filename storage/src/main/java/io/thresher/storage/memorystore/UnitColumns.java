package io.thresher.storage.memorystore;

import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.scan.ScanMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one unit that a reader wants, by their number in the request: found in the store, or loaded when they are first asked
 * for. One thread; closing it ends the use of all.
 */
final class UnitColumns implements StoredUnit {
    private final MemoryStore store;
    private final List<StoredKey> keys;
    private final @Nullable StoredColumn[] columns;
    private final boolean[] owned;
    private final Loader loader;
    private final ScanMetrics metrics;

    /** Reads columns of the unit from its file. */
    interface Loader {
        /** The columns with the numbers {@code missing}, each held by the store or, if {@code owned} is then set, by the caller. */
        void load(List<Integer> missing, @Nullable StoredColumn[] target, boolean[] owned);
    }

    UnitColumns(
            MemoryStore store,
            List<StoredKey> keys,
            @Nullable StoredColumn[] found,
            Loader loader,
            ScanMetrics metrics) {
        this.store = store;
        this.keys = keys;
        this.columns = found;
        this.owned = new boolean[found.length];
        this.loader = loader;
        this.metrics = metrics;
        for (StoredColumn column : found) {
            if (column != null) {
                metrics.storedColumns.increment();
            }
        }
    }

    @Override
    public void require(List<Integer> numbers) {
        List<Integer> missing = new ArrayList<>();
        for (int number : numbers) {
            if (columns[number] == null) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            loader.load(missing, columns, owned);
            metrics.storedColumns.add(missing.size());
            metrics.loadedColumns.add(missing.size());
        }
    }

    @Override
    public StoredColumn get(int number) {
        StoredColumn column = columns[number];
        if (column == null) {
            throw new IllegalStateException("Column is not loaded: " + keys.get(number));
        }
        return column;
    }

    /** Whether all columns are there. */
    boolean isComplete() {
        for (StoredColumn column : columns) {
            if (column == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isThere(int number) {
        return columns[number] != null;
    }

    @Override
    public void close() {
        for (int i = 0; i < columns.length; i++) {
            StoredColumn column = columns[i];
            columns[i] = null;
            if (column != null && owned[i]) {
                column.close();
            } else if (column != null) {
                store.release(keys.get(i), column);
            }
        }
    }
}
