package io.thresher.execution.operator;

import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.SetOperationNode;

/** Makes the run state of plan nodes that end pipelines, once per node and run. Thread-safe. */
public interface BreakerFactory {
    /** One input, 0. */
    PipelineBreaker aggregation(AggregateNode node, QueryContext context);

    /** Two inputs: left 0 is filled and finished first, then right 1. */
    PipelineBreaker setOperation(SetOperationNode node, QueryContext context);

    JoinBridge join(JoinNode node, QueryContext context);
}
