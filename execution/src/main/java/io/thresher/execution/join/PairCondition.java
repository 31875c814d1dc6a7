package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.row.ColumnValues;
import org.jspecify.annotations.Nullable;

/**
 * What a pair of rows must fulfil besides equal keys: the residual, and for NOT IN that the compared columns are equal or one of
 * them is NULL. One thread at a time.
 */
final class PairCondition implements AutoCloseable {
    private final @Nullable PredicateEvaluator residual;
    private final int comparedLeft;
    private final int comparedRight;

    /** {@code comparedLeft} and {@code comparedRight} are columns of left then right, or -1 if it is no NOT IN. */
    PairCondition(@Nullable PredicateEvaluator residual, int comparedLeft, int comparedRight) {
        this.residual = residual;
        this.comparedLeft = comparedLeft;
        this.comparedRight = comparedRight;
    }

    /** As {@link PredicateEvaluator#select}, over the columns of left then right. */
    int select(ColumnBatch pairs, int @Nullable [] selection, int count, int[] output) {
        int kept;
        if (residual != null) {
            kept = residual.select(pairs, selection, count, output);
        } else {
            System.arraycopy(selection == null ? ColumnValues.allRows() : selection, 0, output, 0, count);
            kept = count;
        }
        return comparedLeft < 0 ? kept : selectEqualOrNull(pairs, kept, output);
    }

    private int selectEqualOrNull(ColumnBatch pairs, int count, int[] rows) {
        Column left = pairs.column(comparedLeft);
        Column right = pairs.column(comparedRight);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (left.isNull(row) || right.isNull(row) || Compare.same(left, row, right, row)) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    @Override
    public void close() {
        if (residual != null) {
            residual.close();
        }
    }
}
