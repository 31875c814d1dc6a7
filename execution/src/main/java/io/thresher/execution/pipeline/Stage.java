package io.thresher.execution.pipeline;

import io.thresher.execution.operator.StreamingOperator;
import java.util.function.Supplier;

/** A streaming operator's place in a pipeline: makes one operator a task, whose numbers go to {@code profile}. */
record Stage(NodeProfile profile, Supplier<StreamingOperator> operators) {}
