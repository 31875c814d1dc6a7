package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;

/** Takes batches pushed to it. */
public interface BatchConsumer {
    /** Takes a batch with at least one selected row, lent until the call returns. */
    void accept(ColumnBatch batch);
}
