package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.file.Location;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that users asked to keep in a {@link MemoryStore}: what is read of them stays until they ask otherwise. Thread-safe. */
public final class KeptTables {
    private final MemoryStore store;
    private final Map<Location, TableName> names = new ConcurrentHashMap<>();

    /** Makes an empty set for the tables of {@code store}. */
    public KeptTables(MemoryStore store) {
        this.store = store;
    }

    /** Keeps what is there of a table and what will be read of it. */
    public void add(Table table) {
        names.put(table.location(), table.name());
        store.pin(table.location(), true);
    }

    /** Keeps a table no longer and frees what is there of it; whether it was kept. */
    public boolean remove(Table table) {
        boolean there = names.remove(table.location()) != null;
        store.drop(table.location());
        return there;
    }

    /** Whether a table is kept. */
    public boolean contains(Table table) {
        return names.containsKey(table.location());
    }

    /** Keeps no table any longer and frees what nobody uses, also of tables that were not kept. */
    public void clear() {
        names.clear();
        store.clear();
    }

    /** The tables kept, by where they lie, with the names they were called by. */
    public Map<Location, TableName> names() {
        return Map.copyOf(names);
    }
}
