/**
 * Window functions: rows are sorted by partition and order keys ({@code sort}), then partitions are taken one by one and
 * each function is evaluated over their rows. Start with {@link io.thresher.execution.window.WindowBreaker}. Must not
 * import pipelines.
 */
@NullMarked
package io.thresher.execution.window;

import org.jspecify.annotations.NullMarked;
