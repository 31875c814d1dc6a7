/**
 * Turns a plan into pipelines and runs them: {@link io.thresher.execution.pipeline.PipelineBuilder} cuts the plan at the
 * nodes that must see all of their input, {@link io.thresher.execution.pipeline.TaskScheduler} runs the tasks of all
 * queries on a fixed set of threads, {@link io.thresher.execution.pipeline.ResultQueue} hands the rows to the reader.
 * May import all of execution.
 */
@NullMarked
package io.thresher.execution.pipeline;

import org.jspecify.annotations.NullMarked;
