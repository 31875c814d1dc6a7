package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;

/** Lets through the rows for which a condition is true, by narrowing the selection. */
public final class FilterOperator implements StreamingOperator {
    private final PredicateEvaluator predicate;
    private int[] selection = new int[ColumnBatch.MAX_ROWS];

    /** Makes a filter that owns {@code predicate}. */
    public FilterOperator(PredicateEvaluator predicate) {
        this.predicate = predicate;
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        int count = batch.selectedCount();
        if (selection.length < count) {
            selection = new int[count];
        }
        int passed = predicate.select(batch, batch.selection(), count, selection);
        if (passed == 0) {
            return;
        }
        if (passed == count) {
            output.accept(batch);
            return;
        }
        ColumnBatch narrowed = new ColumnBatch(batch.columns(), batch.rowCount());
        narrowed.setSelection(selection, passed);
        output.accept(narrowed);
    }

    @Override
    public void close() {
        predicate.close();
    }
}
