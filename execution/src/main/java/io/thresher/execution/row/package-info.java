/**
 * Keys and states of operators that hold data, in fixed-width rows off-heap: {@link
 * io.thresher.execution.row.RowLayout} says where things lie, {@link io.thresher.execution.row.RowHashTable} finds
 * rows by key. Aggregation, DISTINCT and set operations stand on it. Must not import plans or operators.
 */
@NullMarked
package io.thresher.execution.row;

import org.jspecify.annotations.NullMarked;
