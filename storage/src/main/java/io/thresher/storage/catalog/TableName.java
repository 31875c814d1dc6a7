package io.thresher.storage.catalog;

/**
 * A table's name within a catalog, or a path with an empty schema. Matched without regard to case unless quoted; kept as written.
 */
public record TableName(String schema, String table) {
    @Override
    public String toString() {
        return schema.isEmpty() ? table : schema + "." + table;
    }
}
