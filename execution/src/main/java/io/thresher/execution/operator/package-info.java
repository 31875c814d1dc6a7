/**
 * The push operators that pipelines are made of: {@link io.thresher.execution.operator.SourceOperator}, {@link
 * io.thresher.execution.operator.StreamingOperator}, {@link io.thresher.execution.operator.SinkOperator}, and the simple ones.
 * Must not import the planner's or the server's packages.
 */
@NullMarked
package io.thresher.execution.operator;

import org.jspecify.annotations.NullMarked;
