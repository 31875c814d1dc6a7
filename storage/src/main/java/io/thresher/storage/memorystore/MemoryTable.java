package io.thresher.storage.memorystore;

import io.thresher.memory.Closing;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.List;

/** The rows of a table that lies in memory only: freed when it is dropped and no scan reads it any more. Thread-safe. */
final class MemoryTable {
    private final Table definition;
    private final List<List<StoredColumn>> units;
    private final long bytes;
    private final MemoryStore store;
    /** The catalog is the first. */
    private int users = 1;

    private long uses;

    /** Takes over {@code units}, rows that lie together by column; {@code store} has counted their {@code bytes}. */
    MemoryTable(Table definition, List<List<StoredColumn>> units, long bytes, MemoryStore store) {
        this.definition = definition;
        this.units = List.copyOf(units);
        this.bytes = bytes;
        this.store = store;
    }

    Table definition() {
        return definition;
    }

    List<List<StoredColumn>> units() {
        return units;
    }

    long bytes() {
        return bytes;
    }

    /** How many scans began so far. */
    synchronized long uses() {
        return uses;
    }

    /** Begins a use, which {@link #release} ends; false if the rows are gone. */
    synchronized boolean acquire() {
        if (users == 0) {
            return false;
        }
        users++;
        uses++;
        return true;
    }

    /** Ends a use: one that {@link #acquire} began, or that of the catalog. */
    synchronized void release() {
        users--;
        if (users == 0) {
            store.giveBack(bytes);
            units.forEach(Closing::all);
        }
    }
}
