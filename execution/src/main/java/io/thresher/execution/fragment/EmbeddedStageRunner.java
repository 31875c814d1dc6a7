package io.thresher.execution.fragment;

import io.thresher.execution.operator.BreakerFactory;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.pipeline.PipelineBuilder;
import io.thresher.execution.pipeline.PipelineGraph;
import io.thresher.execution.pipeline.QueryRun;
import io.thresher.execution.pipeline.TaskScheduler;
import io.thresher.execution.plan.PlanNode;

/**
 * Runs all fragments of a plan on the worker threads of this process. The exchange between two fragments is a call: the
 * pipeline of the reading fragment goes on where that of the other ends, with the batch lent; BROADCAST and HASH come
 * down to the same, since every task sees the shared tables of joins and aggregations.
 */
public final class EmbeddedStageRunner implements StageRunner {
    private final TaskScheduler scheduler;
    private final BreakerFactory breakers;

    /** Makes a runner on {@code scheduler}, which stays its owner's. */
    public EmbeddedStageRunner(TaskScheduler scheduler, BreakerFactory breakers) {
        this.scheduler = scheduler;
        this.breakers = breakers;
    }

    @Override
    public RunningQuery start(PlanNode plan, QueryContext context) {
        FragmentedPlan fragmented = Fragmenter.cut(plan);
        PipelineGraph graph = PipelineBuilder.build(
                fragmented.result().root(),
                fragment -> fragmented.fragments().get(fragment).root(),
                context,
                breakers,
                scheduler);
        QueryRun run = new QueryRun(scheduler, context, graph);
        EmbeddedQuery query = new EmbeddedQuery(plan, fragmented, graph, run);
        run.start();
        return query;
    }
}
