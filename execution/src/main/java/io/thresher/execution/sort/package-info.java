/**
 * Sorting and what builds on it: keys become byte strings that compare as the rows do ({@link
 * io.thresher.execution.sort.SortKeyLayout}), each task sorts a run of its own, runs are merged in parallel. Start with
 * {@link io.thresher.execution.sort.SortBreaker}. Must not import pipelines.
 */
@NullMarked
package io.thresher.execution.sort;

import org.jspecify.annotations.NullMarked;
