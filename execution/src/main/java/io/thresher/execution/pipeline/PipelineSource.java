package io.thresher.execution.pipeline;

import io.thresher.execution.operator.SourceOperator;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where the rows of a pipeline come from: makes one source operator a task; {@code maxTasks}, asked when the pipeline
 * may start, is the number of tasks that find work (0 if there is nothing to read).
 */
record PipelineSource(Supplier<SourceOperator> operators, IntSupplier maxTasks) {}
