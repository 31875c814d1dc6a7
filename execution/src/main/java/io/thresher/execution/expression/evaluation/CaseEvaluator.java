package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.Selections;
import io.thresher.memory.QueryMemory;
import org.jspecify.annotations.Nullable;

/**
 * Searched CASE: each condition is asked only for the rows that no branch before took, each result only for the rows of
 * its branch. Strings of the result point to where the branch's do.
 */
final class CaseEvaluator implements ExpressionEvaluator {
    private final PredicateEvaluator[] conditions;
    private final ExpressionEvaluator[] results;
    private final ExpressionEvaluator otherwise;
    private final Column result;
    private final PositionBuffer rest = new PositionBuffer();
    private final PositionBuffer taken = new PositionBuffer();

    CaseEvaluator(
            PredicateEvaluator[] conditions,
            ExpressionEvaluator[] results,
            ExpressionEvaluator otherwise,
            DataType type,
            QueryMemory memory) {
        this.conditions = conditions;
        this.results = results;
        this.otherwise = otherwise;
        this.result = new Column(type, memory);
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        int[] left = rest.room(count);
        int[] rows = taken.room(count);
        int @Nullable [] reaching = selection;
        int n = count;
        boolean started = false;
        for (int i = 0; i < conditions.length && n > 0; i++) {
            int hits = conditions[i].select(batch, reaching, n, rows);
            if (hits == 0) {
                continue;
            }
            if (hits == count) {
                return results[i].evaluate(batch, selection, count);
            }
            if (!started) {
                start(batch.rowCount());
                started = true;
            }
            Column value = results[i].evaluate(batch, rows, hits);
            Flatten.scatter(value, rows, hits, result, batch.rowCount());
            n = Selections.subtract(reaching, n, rows, hits, left);
            reaching = left;
        }
        if (!started) {
            return otherwise.evaluate(batch, selection, count);
        }
        if (n > 0) {
            Flatten.scatter(otherwise.evaluate(batch, reaching, n), reaching, n, result, batch.rowCount());
        }
        return result;
    }

    private void start(int rowCount) {
        result.resetFlat();
        result.ensureCapacity(rowCount);
    }

    @Override
    public void close() {
        for (int i = 0; i < conditions.length; i++) {
            conditions[i].close();
            results[i].close();
        }
        otherwise.close();
        result.close();
    }
}
