package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Selections;
import org.jspecify.annotations.Nullable;

/** Selects the rows whose value is NULL, or is not. */
final class NullPredicate implements PredicateEvaluator {
    private final ExpressionEvaluator argument;
    private final boolean wantsNull;

    NullPredicate(ExpressionEvaluator argument, boolean wantsNull) {
        this.argument = argument;
        this.wantsNull = wantsNull;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column column = argument.evaluate(batch, selection, count);
        if (count == 0) {
            return 0;
        }
        if (column.encoding() == Encoding.CONSTANT || !column.mayHaveNulls()) {
            return column.isNull(0) == wantsNull ? Selections.copy(selection, count, output) : 0;
        }
        return Selections.select(column.validityAddress(), wantsNull ? 1 : 0, selection, count, output);
    }

    @Override
    public void close() {
        argument.close();
    }
}
