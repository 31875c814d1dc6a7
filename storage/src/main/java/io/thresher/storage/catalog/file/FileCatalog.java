package io.thresher.storage.catalog.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in a folder of its own: {@code <schema>/schema.json} and {@code <schema>/<table>.table.json}. Several
 * processes may use one folder; each sees the others' changes at once, because every look-up reads the file (what was
 * parsed before is used again if the bytes are the same). Thread-safe.
 */
public final class FileCatalog implements Catalog {
    private static final String SCHEMA_FILE = "schema.json";
    private static final String TABLE_SUFFIX = ".table.json";
    private static final int MAX_PARSED = 10_000;

    private final CatalogFolder folder;
    private final Map<Path, Parsed> parsed = new LinkedHashMap<>(16, 0.75f, true);

    /** Opens the catalog in {@code folder}, which is made if missing. */
    public FileCatalog(Path folder) {
        this.folder = new CatalogFolder(folder);
        if (findSchema(DEFAULT_SCHEMA).isEmpty()) {
            this.folder.exclusively(() -> {
                if (findSchema(DEFAULT_SCHEMA).isEmpty()) {
                    makeSchema(DEFAULT_SCHEMA);
                }
                return "";
            });
        }
    }

    @Override
    public List<String> schemas() {
        List<String> names = new ArrayList<>();
        for (Path schema : folder.children(folder.root())) {
            readSchema(schema).ifPresent(names::add);
        }
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return names;
    }

    @Override
    public Optional<String> findSchema(String name) {
        return readSchema(schemaFolder(name));
    }

    @Override
    public void createSchema(String name) {
        folder.exclusively(() -> {
            Optional<String> there = findSchema(name);
            if (there.isPresent()) {
                throw new EngineException(ErrorCode.DUPLICATE_SCHEMA, "Schema already exists: " + there.get());
            }
            makeSchema(name);
            return name;
        });
    }

    @Override
    public void dropSchema(String name, boolean cascade) {
        folder.exclusively(() -> {
            String made = existingSchema(name);
            if (made.equals(DEFAULT_SCHEMA)) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "Schema cannot be dropped; drop its tables: " + made);
            }
            if (!cascade && !tableFiles(name).isEmpty()) {
                throw new EngineException(
                        ErrorCode.SCHEMA_NOT_EMPTY, "Schema has tables; use CASCADE to drop them with it: " + made);
            }
            folder.removeFolder(schemaFolder(name));
            return made;
        });
    }

    @Override
    public List<TableName> tables(String schema) {
        existingSchema(schema);
        List<TableName> names = new ArrayList<>();
        for (Path file : tableFiles(schema)) {
            readTable(file).ifPresent(table -> names.add(table.name()));
        }
        names.sort((a, b) -> String.CASE_INSENSITIVE_ORDER.compare(a.table(), b.table()));
        return names;
    }

    @Override
    public Optional<Table> findTable(TableName name) {
        return readTable(tableFile(name));
    }

    @Override
    public void createTable(Table table, boolean orReplace) {
        folder.exclusively(() -> {
            String schema = existingSchema(table.name().schema());
            Optional<Table> there = findTable(table.name());
            if (there.isPresent() && !orReplace) {
                throw new EngineException(
                        ErrorCode.DUPLICATE_TABLE,
                        "Table already exists; use CREATE OR REPLACE or IF NOT EXISTS: "
                                + there.get().name());
            }
            folder.write(tableFile(table.name()), TableJson.write(inSchema(table, schema)));
            return schema;
        });
    }

    /** The table with its schema's name as that was made. */
    private static Table inSchema(Table table, String schema) {
        return new Table(
                new TableName(schema, table.name().table()),
                table.dataColumns(),
                table.partitionColumns(),
                table.format(),
                table.location(),
                table.properties(),
                table.statistics());
    }

    @Override
    public void dropTable(TableName name) {
        folder.exclusively(() -> {
            existingTable(name);
            folder.remove(tableFile(name));
            return name;
        });
    }

    @Override
    public void updateStatistics(TableName name, TableStatistics statistics) {
        folder.exclusively(() -> {
            Table changed = existingTable(name).withStatistics(statistics);
            folder.write(tableFile(name), TableJson.write(changed));
            return changed;
        });
    }

    private void makeSchema(String name) {
        folder.makeFolder(schemaFolder(name), SCHEMA_FILE, TableJson.writeSchema(name));
    }

    private String existingSchema(String name) {
        return findSchema(name)
                .orElseThrow(() -> new EngineException(ErrorCode.SCHEMA_NOT_FOUND, "Schema not found: " + name));
    }

    private Table existingTable(TableName name) {
        return findTable(name)
                .orElseThrow(() -> new EngineException(ErrorCode.TABLE_NOT_FOUND, "Table not found: " + name));
    }

    private Path schemaFolder(String name) {
        return folder.root().resolve(CatalogNames.fileName(name));
    }

    private Path tableFile(TableName name) {
        return schemaFolder(name.schema()).resolve(CatalogNames.fileName(name.table()) + TABLE_SUFFIX);
    }

    private List<Path> tableFiles(String schema) {
        return folder.children(schemaFolder(schema)).stream()
                .filter(file -> file.toString().endsWith(TABLE_SUFFIX))
                .toList();
    }

    private Optional<String> readSchema(Path schema) {
        Path file = schema.resolve(SCHEMA_FILE);
        return folder.read(file).map(content -> {
            try {
                return TableJson.readSchema(content);
            } catch (IOException e) {
                throw damaged(file, e);
            }
        });
    }

    private Optional<Table> readTable(Path file) {
        Optional<byte[]> content = folder.read(file);
        if (content.isEmpty()) {
            forget(file);
            return Optional.empty();
        }
        Parsed before = remembered(file);
        if (before != null && Arrays.equals(before.content(), content.get())) {
            return Optional.of(before.table());
        }
        try {
            Table table = TableJson.read(content.get());
            remember(file, new Parsed(content.get(), table));
            return Optional.of(table);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static EngineException damaged(Path file, Exception cause) {
        return new EngineException(
                ErrorCode.FILE_CORRUPT, "Catalog file is damaged; restore it or remove it: " + file, cause);
    }

    private @Nullable Parsed remembered(Path file) {
        synchronized (parsed) {
            return parsed.get(file);
        }
    }

    private void forget(Path file) {
        synchronized (parsed) {
            parsed.remove(file);
        }
    }

    private void remember(Path file, Parsed table) {
        synchronized (parsed) {
            parsed.put(file, table);
            if (parsed.size() > MAX_PARSED) {
                parsed.remove(parsed.keySet().iterator().next());
            }
        }
    }

    /** A file's bytes and the table they stand for. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record, and nobody changes the bytes
    private record Parsed(byte[] content, Table table) {}
}
