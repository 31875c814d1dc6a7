package io.thresher.storage.catalog;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A catalog with the tables of this process over it, which are found first. Thread-safe. */
public final class OverlayCatalog implements Catalog {
    private static final Comparator<TableName> BY_NAME =
            Comparator.comparing(TableName::table, String.CASE_INSENSITIVE_ORDER);

    private final Catalog base;
    private final List<VirtualTables> overlays;

    /** Lays {@code overlays} over {@code base}. */
    public OverlayCatalog(Catalog base, List<VirtualTables> overlays) {
        this.base = base;
        this.overlays = List.copyOf(overlays);
    }

    @Override
    public List<String> schemas() {
        List<String> schemas = new ArrayList<>(base.schemas());
        overlays.forEach(overlay -> schemas.addAll(overlay.schemas()));
        return schemas;
    }

    @Override
    public Optional<String> findSchema(String name) {
        Optional<String> own = ownSchema(name);
        return own.isPresent() ? own : base.findSchema(name);
    }

    private Optional<String> ownSchema(String name) {
        return overlays.stream()
                .flatMap(overlay -> overlay.schemas().stream())
                .filter(schema -> schema.equalsIgnoreCase(name))
                .findFirst();
    }

    @Override
    public void createSchema(String name) {
        if (ownSchema(name).isPresent()) {
            throw new EngineException(ErrorCode.DUPLICATE_SCHEMA, "Schema exists already: " + name);
        }
        base.createSchema(name);
    }

    @Override
    public void dropSchema(String name, boolean cascade) {
        refuseOwn(name);
        List<TableName> virtual = virtualTables(name);
        if (!virtual.isEmpty() && !cascade) {
            throw new EngineException(
                    ErrorCode.SCHEMA_NOT_EMPTY, "Schema holds tables; drop them first or use CASCADE: " + name);
        }
        base.dropSchema(name, cascade);
        virtual.forEach(this::dropVirtual);
    }

    private void refuseOwn(String schema) {
        if (ownSchema(schema).isPresent()) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED, "Schema is the server's own and cannot be changed: " + schema);
        }
    }

    private List<TableName> virtualTables(String schema) {
        return overlays.stream()
                .flatMap(overlay -> overlay.tables(schema).stream())
                .toList();
    }

    @Override
    public List<TableName> tables(String schema) {
        List<TableName> tables = new ArrayList<>(virtualTables(schema));
        if (ownSchema(schema).isEmpty()) {
            tables.addAll(base.tables(schema));
        }
        tables.sort(BY_NAME);
        return tables;
    }

    @Override
    public Optional<Table> findTable(TableName name) {
        Optional<Table> virtual = virtualTable(name);
        return virtual.isPresent() || ownSchema(name.schema()).isPresent() ? virtual : base.findTable(name);
    }

    private Optional<Table> virtualTable(TableName name) {
        return overlays.stream().flatMap(overlay -> overlay.find(name).stream()).findFirst();
    }

    @Override
    public void createTable(Table table, boolean orReplace) {
        refuseOwn(table.name().schema());
        if (virtualTable(table.name()).isPresent() && !orReplace) {
            throw new EngineException(ErrorCode.DUPLICATE_TABLE, "Table exists already: " + table.name());
        }
        base.createTable(table, orReplace);
        // Last, so that the table that was there stays if this one cannot be made.
        dropVirtual(table.name());
    }

    @Override
    public void dropTable(TableName name) {
        refuseOwn(name.schema());
        if (virtualTable(name).isPresent()) {
            dropVirtual(name);
        } else {
            base.dropTable(name);
        }
    }

    private void dropVirtual(TableName name) {
        for (VirtualTables overlay : overlays) {
            if (overlay.find(name).isPresent()) {
                overlay.drop(name);
                return;
            }
        }
    }

    @Override
    public void updateStatistics(TableName name, TableStatistics statistics) {
        // What is known of a virtual table's rows is known exactly.
        if (virtualTable(name).isEmpty()) {
            base.updateStatistics(name, statistics);
        }
    }
}
