/**
 * What the executor sees of storage: a {@link io.thresher.storage.scan.ScanRequest} becomes {@link
 * io.thresher.storage.scan.Split}s, each opened as a {@link io.thresher.storage.scan.BatchReader}. Knows predicates on
 * columns but no expressions.
 */
@NullMarked
package io.thresher.storage.scan;

import org.jspecify.annotations.NullMarked;
