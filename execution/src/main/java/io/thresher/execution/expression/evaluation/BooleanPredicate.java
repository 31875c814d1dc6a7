package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.Selections;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Selects the rows for which a BOOLEAN value is true (or, negated, false), not NULL. */
final class BooleanPredicate implements PredicateEvaluator {
    private final ExpressionEvaluator argument;
    private final int negate;
    private final Column scratch;

    BooleanPredicate(ExpressionEvaluator argument, boolean negated, QueryMemory memory) {
        this.argument = argument;
        this.negate = negated ? 1 : 0;
        this.scratch = new Column(io.thresher.batch.DataType.BOOLEAN, memory);
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column column = argument.evaluate(batch, selection, count);
        if (count == 0) {
            return 0;
        }
        if (column.encoding() == Encoding.CONSTANT) {
            boolean selected = !column.isNull(0) && (RawMemory.getByte(column.dataAddress()) ^ negate) != 0;
            return selected ? Selections.copy(selection, count, output) : 0;
        }
        Column flat = Flatten.flatten(column, selection, count, batch.rowCount(), scratch);
        int @Nullable [] rows = selection;
        int n = count;
        if (flat.mayHaveNulls()) {
            n = Selections.dropNulls(flat, selection, count, output);
            rows = output;
        }
        return Selections.selectBytes(flat.dataAddress(), negate, rows, n, output);
    }

    @Override
    public void close() {
        argument.close();
        scratch.close();
    }
}
