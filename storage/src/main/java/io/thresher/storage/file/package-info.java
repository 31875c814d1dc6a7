/**
 * Files as ranged reads: {@link io.thresher.storage.file.FileSystem} lists and opens, {@link
 * io.thresher.storage.file.InputFile} reads. Knows nothing of formats or SQL.
 */
@NullMarked
package io.thresher.storage.file;

import org.jspecify.annotations.NullMarked;
