package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;

/**
 * Ends a pipeline: holds or hands over what it takes. An instance belongs to one task and keeps thread-local state; the
 * state that the tasks of a pipeline share is a class of its own, finished once by the pipeline after every task combined.
 */
public interface SinkOperator extends AutoCloseable {
    /** Takes a lent batch; copies what it keeps. May block where the consumer is slow (the result queue). */
    void consume(ColumnBatch batch);

    /** Merges the task's state into the shared one; called once, after the task's last batch. */
    void combine();

    /** Whether it needs no more rows: the task may stop. */
    default boolean isDone() {
        return false;
    }

    @Override
    void close();
}
