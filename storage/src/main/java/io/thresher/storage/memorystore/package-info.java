/**
 * Decoded columns kept in memory: {@link io.thresher.storage.memorystore.MemoryStore} holds them by file version, unit of the file
 * and column, {@link io.thresher.storage.memorystore.StoringScanner} reads tables through it. Start reading at those two. Knows
 * nothing of file formats: what it keeps are batches that another scanner has read.
 */
@NullMarked
package io.thresher.storage.memorystore;

import org.jspecify.annotations.NullMarked;
