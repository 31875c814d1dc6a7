package io.thresher.storage.memorystore;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.storage.scan.BatchReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a unit from the store, or all of it from its file if loading fails. A unit is loaded before its first rows come out, so none
 * come twice. One thread.
 */
final class UnitReader implements BatchReader {
    private final UnitLoader loader;
    private final Supplier<BatchReader> file;
    private BatchReader reader;

    /** Owns {@code stored}, which loads by {@code loader}; {@code file} opens the unit's file. */
    UnitReader(BatchReader stored, UnitLoader loader, Supplier<BatchReader> file) {
        this.reader = stored;
        this.loader = loader;
        this.file = file;
    }

    @Override
    public @Nullable ColumnBatch next() {
        BatchReader current = reader;
        try {
            return current.next();
        } catch (EngineException e) {
            if (current instanceof StoredBatchReader && loader.gaveUp()) {
                // Closed first, so that the query holds no more memory than without a store.
                current.close();
                reader = file.get();
                return reader.next();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
