package io.thresher.execution.expression.evaluation;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Selections;
import org.jspecify.annotations.Nullable;

/** OR: each condition is asked only for the rows that none before it selected. */
final class OrPredicate implements PredicateEvaluator {
    private final PredicateEvaluator[] conditions;
    private final PositionBuffer rest = new PositionBuffer();
    private final PositionBuffer found = new PositionBuffer();
    private final PositionBuffer all = new PositionBuffer();
    private final PositionBuffer merged = new PositionBuffer();

    OrPredicate(PredicateEvaluator[] conditions) {
        this.conditions = conditions;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        int[] left = rest.room(count);
        int[] hits = found.room(count);
        int[] union = all.room(count);
        int[] next = merged.room(count);
        int @Nullable [] rows = selection;
        int rowsCount = count;
        int unionCount = 0;
        for (PredicateEvaluator condition : conditions) {
            int n = condition.select(batch, rows, rowsCount, hits);
            if (n == 0) {
                continue;
            }
            unionCount = Selections.merge(union, unionCount, hits, n, next);
            int[] swap = union;
            union = next;
            next = swap;
            rowsCount = Selections.subtract(rows, rowsCount, hits, n, left);
            rows = left;
            if (rowsCount == 0) {
                break;
            }
        }
        System.arraycopy(union, 0, output, 0, unionCount);
        return unionCount;
    }

    @Override
    public void close() {
        for (PredicateEvaluator condition : conditions) {
            condition.close();
        }
    }
}
