package io.thresher.execution.fragment;

import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.PlanNode;

/** Runs a plan's fragments, on threads of this process or elsewhere. Thread-safe. */
public interface StageRunner {
    /** Starts the plan; the caller closes the answer. The query's memory outlives it and is the caller's to close. */
    RunningQuery start(PlanNode plan, QueryContext context);
}
