package io.thresher.execution.expression.evaluation;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Selections;
import org.jspecify.annotations.Nullable;

/** Selects all rows or none. */
final class ConstantPredicate implements PredicateEvaluator {
    private final boolean all;

    ConstantPredicate(boolean all) {
        this.all = all;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        return all ? Selections.copy(selection, count, output) : 0;
    }

    @Override
    public void close() {}
}
