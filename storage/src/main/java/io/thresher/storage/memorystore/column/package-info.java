/**
 * Columns kept in memory, as small as their values allow and as fast to read as a batch is wide: constants, narrow whole numbers,
 * codes of a dictionary, texts side by side. {@link io.thresher.storage.memorystore.column.ColumnBuilder} chooses.
 */
@NullMarked
package io.thresher.storage.memorystore.column;

import org.jspecify.annotations.NullMarked;
