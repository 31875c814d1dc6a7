package io.thresher.storage.parquet.writing;

/** The least and the greatest of some values, NULL and NaN aside, as a file's statistics hold them. */
@SuppressWarnings("ArrayRecordComponent") // compared by ValueWriter.compare, never by equals
record Bounds(byte[] min, byte[] max) {}
