/**
 * What SQL functions there are: {@link io.thresher.execution.function.FunctionRegistry} lists them,
 * {@link io.thresher.execution.function.ScalarFunction} is one of them with its overloads, description and example. The
 * bodies live in {@code scalar} and {@code aggregate}. Must not import expressions, plans or operators.
 */
@NullMarked
package io.thresher.execution.function;

import org.jspecify.annotations.NullMarked;
