package io.thresher.planner.catalog;

import io.thresher.parser.SqlParser;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.scan.TableScanner;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one planning sees it: what was looked up once stays the same until the plan is done. One thread.
 */
public final class CatalogSnapshot {
    private static final CalciteConnectionConfig CONFIG =
            new CalciteConnectionConfigImpl(new Properties()).set(CalciteConnectionProperty.CASE_SENSITIVE, "false");

    private final Catalog catalog;
    private final TableScanner scanner;
    private final Map<TableName, Optional<CatalogTable>> tables = new HashMap<>();
    private final Map<String, Optional<Named<Schema>>> schemas = new HashMap<>();

    /** Makes a snapshot in which nothing is looked up yet. */
    public CatalogSnapshot(Catalog catalog, TableScanner scanner) {
        this.catalog = catalog;
        this.scanner = scanner;
    }

    /** The reader for Calcite's validator, with names resolved first in {@code schema}. */
    public CalciteCatalogReader reader(String schema) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false, "", new RootSchema());
        return new CalciteCatalogReader(root, List.of(schema), EngineTypeFactory.INSTANCE, CONFIG);
    }

    /** Names of the columns of all tables looked up so far, for hints. */
    public List<String> knownColumns() {
        return tables.values().stream()
                .flatMap(Optional::stream)
                .flatMap(table -> table.table().columns().stream())
                .map(ColumnDefinition::name)
                .toList();
    }

    /** Whether a schema is there. */
    public boolean isSchema(String name) {
        return catalog.findSchema(name).isPresent();
    }

    /** Names of a schema's tables, for hints. */
    public List<String> tableNames(String schema) {
        return catalog.tables(schema).stream().map(TableName::table).toList();
    }

    /** What was looked up so far and found, or not. */
    public Observation observation() {
        Map<TableName, Optional<Table>> definitions = new HashMap<>();
        Map<TableName, TableStatistics> statistics = new HashMap<>();
        tables.forEach((name, found) -> {
            definitions.put(name, found.map(CatalogTable::table));
            found.flatMap(CatalogTable::knownStatistics).ifPresent(known -> statistics.put(name, known));
        });
        Map<String, Optional<String>> names = new HashMap<>();
        schemas.forEach((name, found) -> names.put(name, found.map(Named::name)));
        return new Observation(definitions, statistics, names);
    }

    /** Whether this snapshot, which looks everything up that it was not asked for yet, would lead to the same observation. */
    public boolean confirms(Observation observation) {
        for (Map.Entry<String, Optional<String>> schema : observation.schemas().entrySet()) {
            if (!Optional.ofNullable(schema(schema.getKey())).map(Named::name).equals(schema.getValue())) {
                return false;
            }
        }
        for (Map.Entry<TableName, Optional<Table>> entry : observation.tables().entrySet()) {
            CatalogTable found = table(entry.getKey());
            if (!Optional.ofNullable(found).map(CatalogTable::table).equals(entry.getValue())) {
                return false;
            }
            TableStatistics statistics = observation.statistics().get(entry.getKey());
            if (found != null && statistics != null && !found.statistics().equals(statistics)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a planning saw of the catalog: tables and schemas by the names asked for, empty if there was none, and the statistics of the
     * tables whose statistics were asked for.
     */
    public record Observation(
            Map<TableName, Optional<Table>> tables,
            Map<TableName, TableStatistics> statistics,
            Map<String, Optional<String>> schemas) {
        public Observation {
            tables = Map.copyOf(tables);
            statistics = Map.copyOf(statistics);
            schemas = Map.copyOf(schemas);
        }
    }

    private @Nullable CatalogTable table(TableName name) {
        return tables.computeIfAbsent(name, this::find).orElse(null);
    }

    private Optional<CatalogTable> find(TableName name) {
        if (name.schema().equals(SqlParser.PATH_SCHEMA)) {
            return Optional.of(new CatalogTable(scanner.tableOfPath(name.table()), scanner));
        }
        return catalog.findTable(name).map(table -> new CatalogTable(table, scanner));
    }

    private @Nullable Named<Schema> schema(String name) {
        return schemas.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> findSchema(name))
                .orElse(null);
    }

    private Optional<Named<Schema>> findSchema(String name) {
        if (name.equals(SqlParser.PATH_SCHEMA)) {
            return Optional.of(new Named<>(name, new TableSchema(name)));
        }
        return catalog.findSchema(name).map(found -> new Named<>(found, new TableSchema(found)));
    }

    /** The catalog: a schema of schemas. */
    private final class RootSchema extends AbstractSchema {
        @Override
        public Lookup<? extends Schema> subSchemas() {
            return new Lookup<>() {
                @Override
                public @Nullable Schema get(String name) {
                    Named<Schema> found = schema(name);
                    return found == null ? null : found.entity();
                }

                @Override
                public @Nullable Named<Schema> getIgnoreCase(String name) {
                    return schema(name);
                }

                @Override
                public Set<String> getNames(LikePattern pattern) {
                    return Set.copyOf(catalog.schemas());
                }
            };
        }
    }

    /** One schema of the catalog, or the schema of file paths. */
    private final class TableSchema extends AbstractSchema {
        private final String name;

        TableSchema(String name) {
            this.name = name;
        }

        @Override
        public Lookup<org.apache.calcite.schema.Table> tables() {
            return new Lookup<>() {
                @Override
                public org.apache.calcite.schema.@Nullable Table get(String table) {
                    return table(new TableName(name, table));
                }

                @Override
                public @Nullable Named<org.apache.calcite.schema.Table> getIgnoreCase(String table) {
                    CatalogTable found = table(new TableName(name, table));
                    return found == null
                            ? null
                            : new Named<>(found.table().name().table(), found);
                }

                @Override
                public Set<String> getNames(LikePattern pattern) {
                    if (name.equals(SqlParser.PATH_SCHEMA)) {
                        return Set.of();
                    }
                    return Set.copyOf(
                            catalog.tables(name).stream().map(TableName::table).toList());
                }
            };
        }
    }
}
