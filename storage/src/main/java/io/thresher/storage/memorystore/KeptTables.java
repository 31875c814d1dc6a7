package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.file.Location;
import java.util.HashMap;
import java.util.Map;

/** The tables that users asked to keep in a {@link MemoryStore}: what is read of them stays until they ask otherwise. Thread-safe. */
public final class KeptTables {
    private final MemoryStore store;
    private final Map<Location, TableName> names = new HashMap<>();

    /** Makes an empty set for the tables of {@code store}. */
    public KeptTables(MemoryStore store) {
        this.store = store;
    }

    /** Keeps what is there of a table and what will be read of it. */
    public synchronized void add(Table table) {
        names.put(table.location(), table.name());
        store.keep(table);
    }

    /** Keeps a table no longer and frees what is there of it; whether it was kept or there was anything. */
    public synchronized boolean remove(Table table) {
        boolean kept = names.remove(table.location()) != null;
        return store.drop(table.location()) || kept;
    }

    /** As {@link #remove} for a table that is no more, if it is not kept under another name. */
    public synchronized void forget(Table table) {
        TableName name = names.get(table.location());
        if (name == null || name.equals(table.name())) {
            remove(table);
        }
    }

    /** Whether a table is kept. */
    public synchronized boolean contains(Table table) {
        return names.containsKey(table.location());
    }

    /** Keeps no table any longer and frees what nobody uses, also of tables that were not kept. */
    public synchronized void clear() {
        names.clear();
        store.clear();
    }

    /** The tables kept, by where they lie, with the names they were called by. */
    public synchronized Map<Location, TableName> names() {
        return Map.copyOf(names);
    }
}
