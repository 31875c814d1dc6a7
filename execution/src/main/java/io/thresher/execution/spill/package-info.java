/**
 * Where operators will put rows that do not fit into a query's memory: {@link
 * io.thresher.execution.spill.SpillDirectory} gives out {@link io.thresher.execution.spill.SpillFile}s. Interfaces only so
 * far; until an operator spills, a query over its limit fails with MEMORY_LIMIT_EXCEEDED. Must not import operators but for SourceOperator.
 */
@NullMarked
package io.thresher.execution.spill;

import org.jspecify.annotations.NullMarked;
