package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;

/** Hands batches on as they are: stands for nodes that only count rows in a running pipeline (UNION ALL, exchanges). */
public final class PassOperator implements StreamingOperator {
    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        output.accept(batch);
    }

    @Override
    public void close() {}
}
