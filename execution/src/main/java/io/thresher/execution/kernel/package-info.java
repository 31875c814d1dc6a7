/**
 * Loops over column buffers: hash, compare, gather, flatten, select, arithmetic, conversion. Static methods, one loop
 * per physical type and operator, no call per value. Start with {@link io.thresher.execution.kernel.Gather}. Must not
 * import expressions, functions, plans or operators.
 */
@NullMarked
package io.thresher.execution.kernel;

import org.jspecify.annotations.NullMarked;
