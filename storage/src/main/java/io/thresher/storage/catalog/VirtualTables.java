package io.thresher.storage.catalog;

import java.util.List;
import java.util.Optional;

/** Tables without files that this process adds to a catalog; none outlives it. Names match without regard to case. Thread-safe. */
public interface VirtualTables {
    /** Names of schemas that these tables bring along, in which nothing else can be made. */
    List<String> schemas();

    /** Names of the tables in a schema. */
    List<TableName> tables(String schema);

    /** The table, or empty. */
    Optional<Table> find(TableName name);

    /**
     * Drops a table that is there.
     *
     * @throws io.thresher.error.EngineException NOT_SUPPORTED if users may not
     */
    void drop(TableName name);
}
