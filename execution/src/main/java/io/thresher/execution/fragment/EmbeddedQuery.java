package io.thresher.execution.fragment;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.pipeline.NodeProfile;
import io.thresher.execution.pipeline.PipelineGraph;
import io.thresher.execution.pipeline.QueryRun;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan running in this process. */
final class EmbeddedQuery implements RunningQuery {
    private final PlanNode plan;
    private final FragmentedPlan fragmented;
    private final PipelineGraph graph;
    private final QueryRun run;

    EmbeddedQuery(PlanNode plan, FragmentedPlan fragmented, PipelineGraph graph, QueryRun run) {
        this.plan = plan;
        this.fragmented = fragmented;
        this.graph = graph;
        this.run = run;
    }

    @Override
    public List<Field> schema() {
        return plan.outputSchema();
    }

    @Override
    public @Nullable ColumnBatch next() {
        return run.results().take();
    }

    @Override
    public OperatorProfile profile(PlanNode node) {
        NodeProfile profile = graph.profiles().get(fragmented.running(node));
        return profile == null
                ? new OperatorProfile(0, 0, 0, List.of())
                : new OperatorProfile(profile.rows(), profile.nanos(), profile.peakBytes(), profile.remarks());
    }

    @Override
    public List<String> warnings() {
        return graph.warnings();
    }

    @Override
    public double progress() {
        return graph.progress();
    }

    @Override
    public void close() {
        run.close();
    }
}
