/**
 * Decompresses and compresses pages: {@link io.thresher.storage.parquet.compression.Decompressor} and
 * {@link io.thresher.storage.parquet.compression.Compressor}, one class per codec. The only place that touches codec
 * libraries; every native call stands behind a check of all lengths.
 */
@NullMarked
package io.thresher.storage.parquet.compression;

import org.jspecify.annotations.NullMarked;
