package io.thresher.execution.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A join: the state that the tasks of the build pipeline, of the probe pipeline and of the pipeline for what the probe
 * left over share. Thread-safe where it says "any task". The run of one:
 *
 * <pre>
 *   build      any task:  sink = createBuildSink(); consume*; combine; close
 *              once:      finishBuild() until it answers an empty list, the work of one answer run in parallel
 *   probe      any task:  probe = createProbe(); process*; finish; close      (the join's rows go on down the pipeline)
 *              once:      finishProbe() until it answers an empty list, likewise
 *   remainder  any task:  source = createRemainder(); next* until null; close (these rows go down the same operators)
 *   at the end, on every path, once: close()
 * </pre>
 *
 * <p>The remainder is what could not be put out while probing: unmatched build rows of a RIGHT or FULL join, or all
 * rows of a join that partitions both sides. Sides without rows may create no sink and no probe.
 */
public interface JoinBridge extends AutoCloseable {
    /** Which input of the node builds: 0 left, 1 right. Asked once, before the run. */
    int buildInput();

    /** A task's sink for the build side. Any task. */
    SinkOperator createBuildSink();

    /** As {@link PipelineBreaker#finishInput}, for the build side. The strategy is chosen here, from true numbers. */
    List<Runnable> finishBuild();

    /**
     * A task's probe. Any task. Its {@link StreamingOperator#isDone} is asked before the first batch: true spares the
     * probe side's scan, as for an INNER join with an empty build side.
     */
    StreamingOperator createProbe();

    /** As {@link PipelineBreaker#finishInput}, for the probe side. */
    List<Runnable> finishProbe();

    /** The most remainder sources that find work; 0 if there is no remainder. Asked once after finishProbe. */
    int maxRemainders();

    /** A task's source of what the probe left over; partitions are handed out atomically. Any task. */
    SourceOperator createRemainder();

    /**
     * A test that probe rows must pass in key pair {@code key} to have a match, or null if there is none worth
     * applying (or rows without a match are put out). Asked after finishBuild; the probe side's scan applies it.
     */
    default @Nullable KeyFilter probeFilter(int key) {
        return null;
    }

    /** The most bytes held so far, for EXPLAIN ANALYZE. */
    default long peakBytes() {
        return 0;
    }

    /** What was decided at run time, each "name: text", for EXPLAIN ANALYZE. Any thread, at any time. */
    default List<String> remarks() {
        return List.of();
    }

    /** Frees all that is held; called when no task runs any more, also after a failure half way. */
    @Override
    void close();
}
