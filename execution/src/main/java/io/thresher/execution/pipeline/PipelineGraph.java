package io.thresher.execution.pipeline;

import io.thresher.execution.operator.ScanState;
import io.thresher.execution.plan.PlanNode;
import io.thresher.memory.Closing;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The pipelines of one query, what they share, and what has to be closed after them. */
public final class PipelineGraph implements AutoCloseable {
    private final List<Pipeline> pipelines;
    private final ResultQueue results;
    private final List<AutoCloseable> resources;
    private final List<ScanState> scans;
    private final Map<PlanNode, NodeProfile> profiles;
    private final RunEvents events;

    PipelineGraph(
            List<Pipeline> pipelines,
            ResultQueue results,
            List<AutoCloseable> resources,
            List<ScanState> scans,
            IdentityHashMap<PlanNode, NodeProfile> profiles) {
        this.pipelines = List.copyOf(pipelines);
        this.results = results;
        this.resources = List.copyOf(resources);
        this.scans = List.copyOf(scans);
        this.profiles = profiles;
        this.events = new RunEvents();
    }

    List<Pipeline> pipelines() {
        return pipelines;
    }

    ResultQueue results() {
        return results;
    }

    RunEvents events() {
        return events;
    }

    /** Whether every pipeline is done. */
    boolean isComplete() {
        return pipelines.stream().allMatch(Pipeline::isDone);
    }

    /** The numbers of each plan node, by identity. */
    public Map<PlanNode, NodeProfile> profiles() {
        return profiles;
    }

    /** What the scans have to warn of. */
    public List<String> warnings() {
        return scans.stream().flatMap(scan -> scan.warnings().stream()).toList();
    }

    /** Share of all scans that is done, 0 to 1. */
    public double progress() {
        return scans.stream().mapToDouble(ScanState::progress).average().orElse(1);
    }

    /** Closes everything after {@code failure}, which keeps what goes wrong meanwhile. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        results.close();
    }

    /** Closes what the tasks shared, whatever one of them throws; the result queue stays. */
    @Override
    public void close() {
        Closing.all(resources);
    }
}
