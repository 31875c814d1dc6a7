package io.thresher.storage.parquet.decoding;

/** The encodings of data pages, as the format names them; both dictionary encodings are one. */
public enum PageEncoding {
    PLAIN,
    DICTIONARY,
    RLE,
    DELTA_BINARY_PACKED,
    DELTA_LENGTH_BYTE_ARRAY,
    DELTA_BYTE_ARRAY,
    BYTE_STREAM_SPLIT
}
