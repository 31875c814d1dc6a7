/**
 * The bodies of scalar functions, a file for each close family; {@code ScalarFunctions} joins them up. To add one, see
 * {@code docs/how-to/add-a-function.md}. Must not import expressions, plans or operators.
 */
@NullMarked
package io.thresher.execution.function.scalar;

import org.jspecify.annotations.NullMarked;
