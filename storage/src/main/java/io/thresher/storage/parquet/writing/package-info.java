/**
 * Writes Parquet files from column batches: {@link io.thresher.storage.parquet.writing.ParquetFileWriter} is the file, a
 * {@link io.thresher.storage.parquet.writing.RowGroupEncoder} one row group, which threads may encode beside each other. Must not import
 * the readers of {@code storage.parquet}, nor a codec library.
 */
@NullMarked
package io.thresher.storage.parquet.writing;

import org.jspecify.annotations.NullMarked;
