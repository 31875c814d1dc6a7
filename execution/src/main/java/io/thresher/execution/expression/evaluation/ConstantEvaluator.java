package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.memory.QueryMemory;
import org.jspecify.annotations.Nullable;

/** The same CONSTANT column for every batch. */
final class ConstantEvaluator implements ExpressionEvaluator {
    private final Column column;

    ConstantEvaluator(Expression.Literal literal, QueryMemory memory) {
        this.column = Constants.column(literal, memory);
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        return column;
    }

    @Override
    public void close() {
        column.close();
    }
}
