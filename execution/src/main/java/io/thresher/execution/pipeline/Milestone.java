package io.thresher.execution.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A point that other pipelines wait for: it is reached when all pipelines that lead to it are done and the work to
 * finish it (sealing a hash table, merging runs ...) was run. Guarded by the scheduler's lock but for {@link #nextWork}.
 */
final class Milestone {
    private final Supplier<List<Runnable>> finishWork;
    private final NodeProfile profile;
    private final List<Pipeline> waiting = new ArrayList<>();
    private int openPipelines;
    private int openWork;
    private boolean reached;

    /** Makes a milestone that {@code finishWork} finishes: asked again after each answer's work until one is empty. */
    Milestone(NodeProfile profile, Supplier<List<Runnable>> finishWork) {
        this.profile = profile;
        this.finishWork = finishWork;
    }

    void addPipeline() {
        openPipelines++;
    }

    void addWaiting(Pipeline pipeline) {
        waiting.add(pipeline);
    }

    List<Pipeline> waiting() {
        return waiting;
    }

    /** Takes one pipeline off; true if it was the last. */
    boolean pipelineDone() {
        openPipelines--;
        return openPipelines == 0;
    }

    void startWork(int pieces) {
        openWork = pieces;
    }

    /** Takes one piece of work off; true if it was the last. */
    boolean workDone() {
        openWork--;
        return openWork == 0;
    }

    void setReached() {
        reached = true;
    }

    boolean isReached() {
        return reached;
    }

    NodeProfile profile() {
        return profile;
    }

    /** The next pieces of work to run in parallel; empty if the milestone is reached. Outside of any lock. */
    List<Runnable> nextWork() {
        return finishWork.get();
    }
}
