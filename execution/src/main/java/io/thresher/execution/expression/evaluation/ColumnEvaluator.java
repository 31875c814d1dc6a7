package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.ExpressionEvaluator;
import org.jspecify.annotations.Nullable;

/** A column of the batch, as it is. */
final class ColumnEvaluator implements ExpressionEvaluator {
    private final int index;

    ColumnEvaluator(int index) {
        this.index = index;
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        return batch.column(index);
    }

    @Override
    public void close() {}
}
