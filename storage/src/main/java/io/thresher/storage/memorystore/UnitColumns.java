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
    private final UnitRequest unit;
    private final @Nullable StoredColumn[] columns;
    private final boolean[] owned;
    private final Loader loader;
    private final ScanMetrics metrics;
    private long loadingBytes;

    /** Reads columns of the unit from its file. */
    interface Loader {
        /** The columns with the numbers {@code missing}, each held by the store or, if {@code owned} is then set, by the caller. */
        void load(List<Integer> missing, @Nullable StoredColumn[] target, boolean[] owned);
    }

    UnitColumns(
            MemoryStore store, UnitRequest unit, @Nullable StoredColumn[] found, Loader loader, ScanMetrics metrics) {
        this.store = store;
        this.unit = unit;
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

    /** Whether there is room for what is missing while it is loaded; if {@code forced} it is loaded without asking. */
    boolean reserve(boolean forced) {
        long bytes = unit.collectingBytes(columns);
        boolean reserved = store.startLoading(bytes, forced);
        loadingBytes += reserved ? bytes : 0;
        return reserved;
    }

    private void endLoading() {
        store.endLoading(loadingBytes);
        loadingBytes = 0;
    }

    @Override
    public void require(List<Integer> numbers) {
        List<Integer> missing = new ArrayList<>();
        for (int number : numbers) {
            // A scan may want a column twice, but it is loaded and used once.
            if (columns[number] == null && !missing.contains(number)) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            loader.load(missing, columns, owned);
            metrics.storedColumns.add(missing.size());
            metrics.loadedColumns.add(missing.size());
            if (isComplete()) {
                endLoading();
            }
        }
    }

    @Override
    public StoredColumn get(int number) {
        StoredColumn column = columns[number];
        if (column == null) {
            throw new IllegalStateException(
                    "Column is not loaded: " + unit.keys().get(number));
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
        endLoading();
        for (int i = 0; i < columns.length; i++) {
            StoredColumn column = columns[i];
            columns[i] = null;
            if (column != null && owned[i]) {
                column.close();
            } else if (column != null) {
                store.release(unit.keys().get(i), column);
            }
        }
    }
}
