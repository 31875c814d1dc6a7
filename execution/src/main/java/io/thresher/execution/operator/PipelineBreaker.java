package io.thresher.execution.operator;

import java.util.List;

/**
 * A plan node that must see all of its input before it puts out a row (aggregation, sort, window, set operation): the
 * state that the tasks filling it and the tasks reading it share. Thread-safe where it says "any task". The run of one:
 *
 * <pre>
 *   for each input i in order:   any task:  sink = createSink(i); sink.consume(batch)*; sink.combine(); sink.close()
 *                                once:      finishInput(i) until it answers an empty list,
 *                                           the work of one answer run in parallel before the next call
 *   then                         any task:  source = createSource(); source.next()* until null; source.close()
 *   at the end, on every path    once:      close()
 * </pre>
 *
 * <p>A pipeline without rows may create no sink at all. Several pipelines (UNION ALL, unmatched rows of a join) may
 * fill one input, at the same time or in turn; the input is finished once, after all of them.
 */
public interface PipelineBreaker extends AutoCloseable {
    /** A task's sink for input {@code input} of the plan node. Any task. */
    SinkOperator createSink(int input);

    /**
     * Called after every sink of the input combined, then again after all work of the last answer was done, until the
     * answer is empty. The pieces of one answer run in parallel, each on one worker; a piece checks the query's
     * cancellation in long loops and should take milliseconds rather than seconds.
     */
    List<Runnable> finishInput(int input);

    /** A task's source of the node's output; partitions are handed out atomically among the sources. Any task. */
    SourceOperator createSource();

    /** The most sources that find work to do, at least 1; asked once after all inputs are finished. 1 keeps an order. */
    int maxSources();

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
