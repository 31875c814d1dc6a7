package io.thresher.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.file.FileCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With nothing over it a catalog is as before; tables over it are found first and go with their schema. */
class OverlayCatalogTest extends AbstractCatalogTest {
    @TempDir
    Path folder;

    private final Listed listed = new Listed(List.of());

    @Override
    protected Catalog catalog() {
        return new OverlayCatalog(new FileCatalog(folder.resolve("catalog")), List.of(listed));
    }

    @Override
    protected Catalog reopened() {
        return new OverlayCatalog(new FileCatalog(folder.resolve("catalog")), List.of(new Listed(List.of())));
    }

    private static TableName name(String schema, String table) {
        return new TableName(schema, table);
    }

    @Test
    void tablesOverItAreFoundFirstAndListedInOrder() {
        catalog().createTable(table("default", "b"), false);
        listed.tables.add(table("default", "a"));
        listed.tables.add(table("default", "C"));
        assertThat(catalog().tables("DEFAULT"))
                .containsExactly(name("default", "a"), name("default", "b"), name("default", "C"));
        assertThat(catalog().findTable(name("Default", "c"))).contains(table("default", "C"));
        assertThat(reopened().tables("default")).containsExactly(name("default", "b"));
    }

    @Test
    void aNameOfATableOverItIsTaken() {
        listed.tables.add(table("default", "t"));
        assertFails(() -> catalog().createTable(table("default", "T"), false), ErrorCode.DUPLICATE_TABLE);
        catalog().createTable(table("default", "T"), true);
        assertThat(listed.tables).isEmpty();
        assertThat(reopened().tables("default")).containsExactly(name("default", "T"));
    }

    @Test
    void aTableThatCannotBeReplacedStays() {
        listed.tables.add(table("nowhere", "t"));
        assertFails(() -> catalog().createTable(table("nowhere", "t"), true), ErrorCode.SCHEMA_NOT_FOUND);
        assertThat(listed.tables).hasSize(1);
    }

    @Test
    void droppingTakesTheTableOverItFirst() {
        catalog().createTable(table("default", "t"), false);
        listed.tables.add(table("default", "T"));
        catalog().dropTable(name("default", "t"));
        assertThat(listed.tables).isEmpty();
        assertThat(catalog().findTable(name("default", "t"))).isPresent();
        catalog().dropTable(name("default", "t"));
        assertFails(() -> catalog().dropTable(name("default", "t")), ErrorCode.TABLE_NOT_FOUND);
    }

    @Test
    void aSchemaGoesWithTheTablesOverItOnlyWithCascade() {
        catalog().createSchema("s");
        listed.tables.add(table("s", "t"));
        assertFails(() -> catalog().dropSchema("S", false), ErrorCode.SCHEMA_NOT_EMPTY);
        assertThat(listed.tables).hasSize(1);
        catalog().dropSchema("S", true);
        assertThat(listed.tables).isEmpty();
        assertThat(catalog().findSchema("s")).isEmpty();
    }

    @Test
    void statisticsOfATableOverItAreItsOwn() {
        listed.tables.add(table("default", "t"));
        catalog().updateStatistics(name("default", "t"), TableStatistics.UNKNOWN);
        assertThat(catalog().findTable(name("default", "t"))).contains(table("default", "t"));
    }

    @Test
    void inASchemaOfTheServersOwnNothingCanBeChanged() {
        Listed own = new Listed(List.of("system"));
        own.tables.add(table("system", "t"));
        Catalog catalog = new OverlayCatalog(new FileCatalog(folder.resolve("catalog")), List.of(listed, own));
        assertThat(catalog.schemas()).containsExactly("default", "system");
        assertThat(catalog.findSchema("SYSTEM")).contains("system");
        assertThat(catalog.tables("System")).containsExactly(name("system", "t"));
        assertThat(catalog.findTable(name("system", "none"))).isEmpty();
        assertFails(() -> catalog.createSchema("System"), ErrorCode.DUPLICATE_SCHEMA);
        assertFails(() -> catalog.dropSchema("system", true), ErrorCode.NOT_SUPPORTED);
        assertFails(() -> catalog.createTable(table("system", "u"), true), ErrorCode.NOT_SUPPORTED);
        assertFails(() -> catalog.dropTable(name("system", "t")), ErrorCode.NOT_SUPPORTED);
        assertThat(own.tables).hasSize(1);
    }

    /** Tables in a list. */
    private static final class Listed implements VirtualTables {
        private final List<String> schemas;
        private final List<Table> tables = new ArrayList<>();

        Listed(List<String> schemas) {
            this.schemas = schemas;
        }

        @Override
        public List<String> schemas() {
            return schemas;
        }

        @Override
        public List<TableName> tables(String schema) {
            return tables.stream()
                    .map(Table::name)
                    .filter(name -> name.schema().equalsIgnoreCase(schema))
                    .toList();
        }

        @Override
        public Optional<Table> find(TableName name) {
            return tables.stream()
                    .filter(table -> table.name().schema().equalsIgnoreCase(name.schema())
                            && table.name().table().equalsIgnoreCase(name.table()))
                    .findFirst();
        }

        @Override
        public void drop(TableName name) {
            Table table = find(name)
                    .orElseThrow(() -> new EngineException(ErrorCode.TABLE_NOT_FOUND, "Table not found: " + name));
            tables.remove(table);
        }
    }
}
