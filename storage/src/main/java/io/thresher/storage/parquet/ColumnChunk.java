package io.thresher.storage.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * One column of one row group as the footer describes it, checked against the file's length: {@code length} compressed
 * bytes from {@code start}, dictionary page included. {@code offsetIndexAt} is 0 if there is no offset index.
 */
record ColumnChunk(
        long start,
        long length,
        long valueCount,
        long uncompressedBytes,
        String codec,
        boolean encrypted,
        @Nullable Statistics<?> statistics,
        long offsetIndexAt,
        int offsetIndexBytes) {}
