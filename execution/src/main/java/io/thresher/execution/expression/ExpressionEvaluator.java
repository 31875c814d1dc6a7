package io.thresher.execution.expression;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one expression, a batch at a time. Owns its result buffers and reuses them. One thread at a time; each task
 * makes its own. Made by {@code ExpressionCompiler.compile(Expression, EvaluationContext)}.
 */
public interface ExpressionEvaluator extends AutoCloseable {
    /**
     * The value for {@code count} rows: those at {@code selection}, or the first {@code count} if it is null. The
     * result is indexed by row position (as the batch's columns are), unspecified at rows not selected, and lent until
     * the next call. It may be a column of the batch itself, and of any encoding. Errors are only raised for selected
     * rows.
     */
    Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count);

    @Override
    void close();
}
