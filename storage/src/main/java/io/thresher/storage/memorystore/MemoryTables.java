package io.thresher.storage.memorystore;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.VirtualTables;
import io.thresher.storage.file.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables whose rows lie in memory only, by name and by location. Thread-safe; closing it drops all. */
public final class MemoryTables implements VirtualTables, AutoCloseable {
    /** The scheme of these tables' locations. */
    public static final String SCHEME = "memory";

    private final Catalog files;
    private final Map<TableName, MemoryTable> byName = new HashMap<>();
    private final Map<Location, MemoryTable> byLocation = new HashMap<>();
    private long nextNumber;

    /** Makes none yet; {@code files} has the schemas, and the other tables in them. */
    public MemoryTables(Catalog files) {
        this.files = files;
    }

    /** A location that no other of these tables ever has. */
    synchronized Location newLocation(TableName name) {
        return new Location(SCHEME, name + "/" + nextNumber++);
    }

    /**
     * Takes over a table.
     *
     * @throws EngineException SCHEMA_NOT_FOUND, DUPLICATE_TABLE; then it stays the caller's
     */
    synchronized void add(MemoryTable table) {
        TableName name = table.definition().name();
        requireFree(name);
        byName.put(key(name), table);
        byLocation.put(table.definition().location(), table);
    }

    /**
     * Checks that a table of that name can be made now.
     *
     * @throws EngineException SCHEMA_NOT_FOUND, DUPLICATE_TABLE
     */
    public synchronized void requireFree(TableName name) {
        if (files.findSchema(name.schema()).isEmpty()) {
            throw new EngineException(ErrorCode.SCHEMA_NOT_FOUND, "Schema not found: " + name.schema());
        }
        if (byName.containsKey(key(name)) || files.findTable(name).isPresent()) {
            throw new EngineException(ErrorCode.DUPLICATE_TABLE, "Table exists already: " + name);
        }
    }

    private static TableName key(TableName name) {
        return new TableName(
                name.schema().toLowerCase(Locale.ROOT), name.table().toLowerCase(Locale.ROOT));
    }

    /** The table at a location, in use until it is released; null if it was dropped. */
    synchronized @Nullable MemoryTable acquire(Location location) {
        MemoryTable table = byLocation.get(location);
        return table != null && table.acquire() ? table : null;
    }

    /** The names of all tables. */
    public synchronized List<TableName> names() {
        return byName.values().stream().map(table -> table.definition().name()).toList();
    }

    @Override
    public List<String> schemas() {
        return List.of();
    }

    @Override
    public synchronized List<TableName> tables(String schema) {
        return byName.values().stream()
                .map(table -> table.definition().name())
                .filter(name -> name.schema().equalsIgnoreCase(schema))
                .toList();
    }

    @Override
    public synchronized Optional<Table> find(TableName name) {
        return Optional.ofNullable(byName.get(key(name))).map(MemoryTable::definition);
    }

    @Override
    public synchronized void drop(TableName name) {
        MemoryTable table = byName.remove(key(name));
        if (table != null) {
            byLocation.remove(table.definition().location());
            table.release();
        }
    }

    /** What these tables hold, a total a table. */
    public synchronized List<StoredTotal> totals() {
        List<StoredTotal> totals = new ArrayList<>();
        for (MemoryTable table : byName.values()) {
            int columns = table.definition().dataColumns().size();
            long pieces = (long) columns * table.units().size();
            totals.add(new StoredTotal(
                    table.definition().name(),
                    table.definition().location(),
                    true,
                    columns,
                    pieces,
                    table.bytes(),
                    table.uses()));
        }
        return totals;
    }

    @Override
    public synchronized void close() {
        List.copyOf(byName.keySet()).forEach(this::drop);
    }
}
