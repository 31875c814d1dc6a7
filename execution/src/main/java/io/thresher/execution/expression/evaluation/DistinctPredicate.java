package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Compare;
import org.jspecify.annotations.Nullable;

/** IS [NOT] DISTINCT FROM: equality in which NULL is the same as NULL. */
final class DistinctPredicate implements PredicateEvaluator {
    private final ExpressionEvaluator left;
    private final ExpressionEvaluator right;
    private final boolean wantsSame;

    DistinctPredicate(ExpressionEvaluator left, ExpressionEvaluator right, boolean wantsSame) {
        this.left = left;
        this.right = right;
        this.wantsSame = wantsSame;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column l = left.evaluate(batch, selection, count);
        Column r = right.evaluate(batch, selection, count);
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += Compare.same(l, row, r, row) == wantsSame ? 1 : 0;
        }
        return n;
    }

    @Override
    public void close() {
        left.close();
        right.close();
    }
}
