/**
 * SQL's aggregate functions: {@link io.thresher.execution.function.aggregate.AggregateFunctions} lists them, one file
 * a function or close family. A function's states lie in the rows of a hash table and are all zeros at the start; what does not
 * fit a fixed width (strings, lists of values) lies in memory of the {@link
 * io.thresher.execution.function.aggregate.Accumulator}. Must not import operators or plans.
 */
@NullMarked
package io.thresher.execution.function.aggregate;

import org.jspecify.annotations.NullMarked;
