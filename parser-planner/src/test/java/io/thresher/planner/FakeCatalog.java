package io.thresher.planner;

import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A catalog in memory with one schema. */
final class FakeCatalog implements Catalog {
    private final Map<String, Table> tables = new TreeMap<>();

    void add(Table table) {
        tables.put(key(table.name()), table);
    }

    private static String key(TableName name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> schemas() {
        return List.of(DEFAULT_SCHEMA);
    }

    @Override
    public Optional<String> findSchema(String name) {
        return name.equalsIgnoreCase(DEFAULT_SCHEMA) ? Optional.of(DEFAULT_SCHEMA) : Optional.empty();
    }

    @Override
    public void createSchema(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropSchema(String name, boolean cascade) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TableName> tables(String schema) {
        return tables.values().stream().map(Table::name).toList();
    }

    @Override
    public Optional<Table> findTable(TableName name) {
        return Optional.ofNullable(tables.get(key(name)));
    }

    @Override
    public void createTable(Table table, boolean orReplace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropTable(TableName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateStatistics(TableName name, TableStatistics statistics) {
        throw new UnsupportedOperationException();
    }
}
