package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;

/** Transforms batches as they pass. An instance belongs to one task; shared state is a class of its own. */
public interface StreamingOperator extends AutoCloseable {
    /** Takes a lent batch and pushes any number of batches on. */
    void process(ColumnBatch batch, BatchConsumer output);

    /** Called once after the task's last batch; may push what is left. */
    default void finish(BatchConsumer output) {}

    /** Whether no further input can change the output (a limit is reached): the task may stop. */
    default boolean isDone() {
        return false;
    }

    @Override
    void close();
}
