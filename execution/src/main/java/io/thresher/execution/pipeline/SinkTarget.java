package io.thresher.execution.pipeline;

import io.thresher.execution.operator.SinkOperator;
import java.util.function.Supplier;

/** Where the rows of pipelines go to: makes one sink a task; {@code milestone} is reached when all rows are in. */
record SinkTarget(NodeProfile profile, Supplier<SinkOperator> sinks, Milestone milestone) {}
