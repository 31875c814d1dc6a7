package io.thresher.execution.operator;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.ExpressionEvaluator;
import java.util.List;

/** Computes one column an expression; the rows and their selection stay. */
public final class ProjectOperator implements StreamingOperator {
    private final List<ExpressionEvaluator> evaluators;

    /** Makes a projection that owns {@code evaluators}. */
    public ProjectOperator(List<ExpressionEvaluator> evaluators) {
        this.evaluators = List.copyOf(evaluators);
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        Column[] columns = new Column[evaluators.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = evaluators.get(i).evaluate(batch, batch.selection(), batch.selectedCount());
        }
        ColumnBatch projected = new ColumnBatch(columns, batch.rowCount());
        projected.setSelection(batch.selection(), batch.selectedCount());
        output.accept(projected);
    }

    @Override
    public void close() {
        evaluators.forEach(ExpressionEvaluator::close);
    }
}
