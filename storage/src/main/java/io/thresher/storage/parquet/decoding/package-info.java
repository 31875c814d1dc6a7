/**
 * Turns the bytes of one decompressed page into values in column layout, one class per encoding [HOT]. Start with {@link
 * io.thresher.storage.parquet.decoding.ValueDecoder}. Input is always a heap array, checked once per run against the
 * page's end; EngineException(FILE_CORRUPT) says what is wrong, the caller adds where.
 */
@NullMarked
package io.thresher.storage.parquet.decoding;

import org.jspecify.annotations.NullMarked;
