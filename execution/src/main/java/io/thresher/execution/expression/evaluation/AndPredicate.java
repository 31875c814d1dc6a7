package io.thresher.execution.expression.evaluation;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Selections;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * AND: each condition narrows what the ones before left. Conditions that cannot fail are put in the order that was
 * cheapest so far, by time per row and rows removed; one that can fail never moves, nor does another move across it.
 */
final class AndPredicate implements PredicateEvaluator {
    /** Batches between two looks at the order; few enough to profit within a row group of a million rows. */
    private static final int REORDER_BATCHES = 32;

    private final PredicateEvaluator[] conditions;
    private final boolean[] fixed;
    private final long[] nanos;
    private final long[] rowsIn;
    private final long[] rowsOut;
    private int[] order;
    private int batches;

    /** {@code fixed} marks the conditions that may fail. */
    AndPredicate(PredicateEvaluator[] conditions, boolean[] fixed) {
        this.conditions = conditions;
        this.fixed = fixed;
        this.nanos = new long[conditions.length];
        this.rowsIn = new long[conditions.length];
        this.rowsOut = new long[conditions.length];
        this.order = new int[conditions.length];
        Arrays.setAll(order, i -> i);
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        int @Nullable [] rows = selection;
        int n = count;
        long before = System.nanoTime();
        for (int index : order) {
            if (n == 0) {
                break;
            }
            rowsIn[index] += n;
            n = conditions[index].select(batch, rows, n, output);
            rows = output;
            rowsOut[index] += n;
            long now = System.nanoTime();
            nanos[index] += now - before;
            before = now;
        }
        if (++batches % REORDER_BATCHES == 0) {
            reorder();
        }
        return rows == null ? Selections.copy(null, n, output) : n;
    }

    private void reorder() {
        int from = 0;
        for (int i = 0; i <= order.length; i++) {
            if (i == order.length || fixed[order[i]]) {
                sort(from, i);
                from = i + 1;
            }
        }
        for (int i = 0; i < conditions.length; i++) {
            nanos[i] /= 2;
            rowsIn[i] /= 2;
            rowsOut[i] /= 2;
        }
    }

    private void sort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            int j = i;
            for (; j > from && rank(order[j - 1]) > rank(moved); j--) {
                order[j] = order[j - 1];
            }
            order[j] = moved;
        }
    }

    /** Nanoseconds for each row removed; one that has not run keeps to its place in front. */
    private double rank(int index) {
        return nanos[index] / (rowsIn[index] - rowsOut[index] + 0.01);
    }

    @Override
    public void close() {
        for (PredicateEvaluator condition : conditions) {
            condition.close();
        }
    }
}
