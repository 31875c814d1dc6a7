/**
 * Conversions between all types, by PostgreSQL's rules; start with {@link io.thresher.execution.function.cast.Casts},
 * which picks one. Must not import expressions, plans or operators.
 */
@NullMarked
package io.thresher.execution.function.cast;

import org.jspecify.annotations.NullMarked;
