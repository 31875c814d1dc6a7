/**
 * Reads Parquet files into batches with our own page decoding. Start with {@link
 * io.thresher.storage.parquet.ParquetFormatReader}; the path of a value is {@code ParquetBatchReader}, {@code
 * ColumnChunkReader}, {@code PageReader}, then a decoder of the {@code decoding} package. Nothing a file says is
 * believed before it is checked. parquet-java supplies the footer only; no Hadoop class is needed.
 */
@NullMarked
package io.thresher.storage.parquet;

import org.jspecify.annotations.NullMarked;
