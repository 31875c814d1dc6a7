package io.thresher.storage.catalog;

/** What a table is stored as. */
public enum StorageFormat {
    PARQUET,
    CSV,
    JSON,
    /** No files: rows that this process holds. */
    MEMORY
}
