package io.thresher.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.Location;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do. */
public abstract class AbstractCatalogTest {
    /** The catalog under test, empty but for the default schema. */
    protected abstract Catalog catalog();

    /** A second view of the same catalog, as another process or a restart has it. */
    protected abstract Catalog reopened();

    @Test
    void theDefaultSchemaIsThereFromTheStart() {
        assertThat(catalog().schemas()).containsExactly("default");
        assertThat(catalog().findSchema("DEFAULT")).contains("default");
        assertThat(catalog().tables("default")).isEmpty();
    }

    @Test
    void schemasAreMadeAndDropped() {
        catalog().createSchema("Sales");
        assertThat(catalog().schemas()).containsExactly("default", "Sales");
        assertThat(reopened().findSchema("sALES")).contains("Sales");
        assertFails(() -> catalog().createSchema("SALES"), ErrorCode.DUPLICATE_SCHEMA);
        catalog().dropSchema("sales", false);
        assertThat(reopened().schemas()).containsExactly("default");
        assertFails(() -> catalog().dropSchema("sales", true), ErrorCode.SCHEMA_NOT_FOUND);
    }

    @Test
    void tablesKeepEverything() {
        Table table = table("default", "Orders");
        catalog().createTable(table, false);
        assertThat(catalog().findTable(new TableName("DEFAULT", "orders"))).contains(table);
        assertThat(reopened().findTable(new TableName("default", "ORDERS"))).contains(table);
        assertThat(catalog().tables("Default")).containsExactly(new TableName("default", "Orders"));
    }

    @Test
    void aTableIsReplacedOnlyWhenAsked() {
        catalog().createTable(table("default", "t"), false);
        Table other = new Table(
                new TableName("default", "T"),
                List.of(new ColumnDefinition("x", DataType.BOOLEAN, true)),
                List.of(),
                StorageFormat.JSON,
                new Location("file", "/other"),
                Map.of(),
                TableStatistics.UNKNOWN);
        assertFails(() -> catalog().createTable(other, false), ErrorCode.DUPLICATE_TABLE);
        assertThat(catalog().findTable(other.name())).contains(table("default", "t"));
        catalog().createTable(other, true);
        assertThat(reopened().findTable(other.name())).contains(other);
        assertThat(catalog().tables("default")).containsExactly(other.name());
    }

    @Test
    void tablesAreDropped() {
        catalog().createTable(table("default", "t"), false);
        catalog().dropTable(new TableName("default", "T"));
        assertThat(reopened().findTable(new TableName("default", "t"))).isEmpty();
        assertFails(() -> catalog().dropTable(new TableName("default", "t")), ErrorCode.TABLE_NOT_FOUND);
        assertFails(() -> catalog().dropTable(new TableName("none", "t")), ErrorCode.TABLE_NOT_FOUND);
    }

    @Test
    void aSchemaWithTablesIsDroppedOnlyWithCascade() {
        catalog().createSchema("s");
        catalog().createTable(table("s", "t"), false);
        assertFails(() -> catalog().dropSchema("s", false), ErrorCode.SCHEMA_NOT_EMPTY);
        catalog().dropSchema("s", true);
        assertThat(reopened().findTable(new TableName("s", "t"))).isEmpty();
        catalog().createSchema("s");
        assertThat(catalog().tables("s")).isEmpty();
    }

    @Test
    void theDefaultSchemaStays() {
        assertFails(() -> catalog().dropSchema("default", true), ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void tablesNeedTheirSchema() {
        assertFails(() -> catalog().createTable(table("none", "t"), false), ErrorCode.SCHEMA_NOT_FOUND);
        assertFails(() -> catalog().tables("none"), ErrorCode.SCHEMA_NOT_FOUND);
        assertThat(catalog().findTable(new TableName("none", "t"))).isEmpty();
    }

    @Test
    void statisticsAreKept() {
        catalog().createTable(table("default", "t"), false);
        TableStatistics statistics = new TableStatistics(
                7,
                1000,
                Map.of(
                        "a", new ColumnStatistics(1, 2, -3L, Long.MAX_VALUE, 4),
                        "b", new ColumnStatistics(-1, -1, "", "ü", 3.5),
                        "c", new ColumnStatistics(0, 1, Double.NEGATIVE_INFINITY, Double.NaN, 8),
                        "d", new ColumnStatistics(0, 1, BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(37), 16),
                        "e", new ColumnStatistics(0, 2, false, true, 1),
                        "f", ColumnStatistics.UNKNOWN));
        catalog().updateStatistics(new TableName("DEFAULT", "T"), statistics);
        assertThat(reopened().findTable(new TableName("default", "t")))
                .contains(table("default", "t").withStatistics(statistics));
        assertFails(
                () -> catalog().updateStatistics(new TableName("default", "none"), statistics),
                ErrorCode.TABLE_NOT_FOUND);
    }

    @Test
    void anyNameIsPossible() {
        List<String> names = List.of(
                "..",
                ".",
                "a/b",
                "a\\b",
                "",
                " ",
                "名前",
                "Straße",
                "a\u0000b",
                "x".repeat(400),
                "x".repeat(399) + "y",
                "con",
                "%41",
                "schema",
                "a.table.json",
                "😀",
                "\n",
                "~",
                "*");
        for (String name : names) {
            catalog().createSchema("s" + name);
            catalog().createTable(table("default", name), false);
        }
        assertThat(catalog().tables("default")).hasSize(names.size());
        assertThat(reopened().schemas()).hasSize(names.size() + 1);
        for (String name : names) {
            assertThat(reopened().findTable(new TableName("default", name))).contains(table("default", name));
            assertThat(catalog().findSchema("S" + name)).contains("s" + name);
            catalog().dropTable(new TableName("default", name));
            catalog().dropSchema("s" + name, false);
        }
        assertThat(catalog().tables("default")).isEmpty();
    }

    /** A table with something in every field. */
    protected static Table table(String schema, String name) {
        return new Table(
                new TableName(schema, name),
                List.of(
                        new ColumnDefinition("Id", DataType.BIGINT, false),
                        new ColumnDefinition("price", DataType.decimal(38, 10), true),
                        new ColumnDefinition("at", DataType.timestampTz(9), true),
                        new ColumnDefinition("text", DataType.VARCHAR, true),
                        new ColumnDefinition("code \"ü\"", DataType.character(3), true)),
                List.of(new ColumnDefinition("day", DataType.DATE, true)),
                StorageFormat.CSV,
                new Location("file", "/data/ö rders"),
                Map.of("delimiter", "\t", "null", "\\N"),
                TableStatistics.UNKNOWN);
    }

    protected static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
