/**
 * Rows in memory, columnar: {@link io.thresher.batch.ColumnBatch} of {@link io.thresher.batch.Column}s in Arrow buffer
 * layout, with {@link io.thresher.batch.DataType}s. Start with {@code Column}. Imports only {@code memory} and
 * {@code error}.
 */
@NullMarked
package io.thresher.batch;

import org.jspecify.annotations.NullMarked;
