package io.thresher.storage.catalog;

/** The file formats a table may be stored as. */
public enum StorageFormat {
    PARQUET,
    CSV,
    JSON
}
