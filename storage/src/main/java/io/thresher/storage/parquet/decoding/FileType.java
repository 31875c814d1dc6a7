package io.thresher.storage.parquet.decoding;

/** The physical types of the Parquet format. */
public enum FileType {
    BOOLEAN,
    INT32,
    INT64,
    INT96,
    FLOAT,
    DOUBLE,
    BYTE_ARRAY,
    FIXED_LEN_BYTE_ARRAY
}
