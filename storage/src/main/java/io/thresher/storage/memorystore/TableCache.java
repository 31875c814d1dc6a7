package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.file.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that is kept of tables in memory: columns of files, those kept on request, and tables without files. */
public record TableCache(MemoryStore store, KeptTables kept, MemoryTables tables) implements AutoCloseable {
    /** Makes an empty cache around a store, which it owns, beside a catalog of tables with files. */
    public static TableCache open(MemoryStore store, Catalog files) {
        return new TableCache(store, new KeptTables(store), new MemoryTables(files));
    }

    /** What is held, a total a table; of a table that is kept but was not read yet, nothing. */
    public List<StoredTotal> totals() {
        List<StoredTotal> totals = new ArrayList<>(store.totals());
        Map<Location, TableName> unread = new HashMap<>(kept.names());
        totals.forEach(total -> unread.remove(total.location()));
        unread.forEach((location, name) -> totals.add(new StoredTotal(name, location, true, 0, 0, 0, 0)));
        totals.addAll(tables.totals());
        return totals;
    }

    /** Frees all; nothing may be read any more. */
    @Override
    public void close() {
        tables.close();
        store.close();
    }
}
