/**
 * GROUP BY: {@link io.thresher.execution.aggregation.AggregationBreaker} is the shared state of one aggregation, {@link
 * io.thresher.execution.aggregation.GroupTable} the groups that one task found. Start reading at the breaker. Must not import
 * joins or pipelines.
 */
@NullMarked
package io.thresher.execution.aggregation;

import org.jspecify.annotations.NullMarked;
