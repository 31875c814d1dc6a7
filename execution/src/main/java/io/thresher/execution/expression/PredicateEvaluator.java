package io.thresher.execution.expression;

import io.thresher.batch.ColumnBatch;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition to the rows for which it is true. One thread at a time. Made by
 * {@code ExpressionCompiler.compilePredicate(Expression, EvaluationContext)}.
 */
public interface PredicateEvaluator extends AutoCloseable {
    /**
     * Writes the positions, among the {@code count} at {@code selection} (the first {@code count} rows if null), for
     * which the condition is true (not false, not NULL) to {@code output} in ascending order, and returns how many.
     * {@code output} has room for {@code count} and may be {@code selection} itself.
     */
    int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output);

    @Override
    void close();
}
