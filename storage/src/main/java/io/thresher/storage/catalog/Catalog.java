package io.thresher.storage.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Schemas and tables, after the Hive metastore's model. Names match without regard to case. Answers are immutable
 * snapshots. Thread-safe; every change is durable and atomic when the call returns. The contract test is
 * AbstractCatalogTest.
 */
public interface Catalog {
    /** The schema that is there from the start. */
    String DEFAULT_SCHEMA = "default";

    /** Names of all schemas, sorted, as made. */
    List<String> schemas();

    /** The schema's name as made, or empty. */
    Optional<String> findSchema(String name);

    /**
     * Makes a schema.
     *
     * @throws io.thresher.error.EngineException DUPLICATE_SCHEMA
     */
    void createSchema(String name);

    /**
     * Drops a schema, with its tables if {@code cascade}.
     *
     * @throws io.thresher.error.EngineException SCHEMA_NOT_FOUND, SCHEMA_NOT_EMPTY
     */
    void dropSchema(String name, boolean cascade);

    /**
     * Names of the schema's tables, sorted, as made.
     *
     * @throws io.thresher.error.EngineException SCHEMA_NOT_FOUND
     */
    List<TableName> tables(String schema);

    /** The table, or empty. */
    Optional<Table> findTable(TableName name);

    /**
     * Makes a table definition; replaces one of the same name if {@code orReplace}.
     *
     * @throws io.thresher.error.EngineException SCHEMA_NOT_FOUND, DUPLICATE_TABLE
     */
    void createTable(Table table, boolean orReplace);

    /**
     * Drops a table definition; its files stay.
     *
     * @throws io.thresher.error.EngineException TABLE_NOT_FOUND
     */
    void dropTable(TableName name);

    /**
     * Keeps statistics with the table.
     *
     * @throws io.thresher.error.EngineException TABLE_NOT_FOUND
     */
    void updateStatistics(TableName name, TableStatistics statistics);
}
