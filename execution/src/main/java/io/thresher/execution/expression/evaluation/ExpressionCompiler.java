package io.thresher.execution.expression.evaluation;

import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;

/**
 * Makes evaluators. An expression is first normalised ({@link Normalizer}: explicit conversions, constants computed
 * once), then each node becomes an evaluator of its own; sub-expressions over a single column are computed once per
 * dictionary when the column comes as one.
 */
public final class ExpressionCompiler {
    private ExpressionCompiler() {}

    /**
     * Makes an evaluator of the value, for one task; the caller closes it.
     *
     * @throws io.thresher.error.EngineException FUNCTION_NOT_FOUND, TYPE_MISMATCH
     */
    public static ExpressionEvaluator compile(Expression expression, EvaluationContext context) {
        Expression normal = new Normalizer(context).normalize(expression);
        return new EvaluatorBuilder(context, true).build(normal);
    }

    /**
     * Makes an evaluator of the rows for which a BOOLEAN expression is true, for one task; the caller closes it.
     *
     * @throws io.thresher.error.EngineException FUNCTION_NOT_FOUND, TYPE_MISMATCH
     */
    public static PredicateEvaluator compilePredicate(Expression expression, EvaluationContext context) {
        Expression normal = new Normalizer(context).normalize(expression);
        return new PredicateBuilder(new EvaluatorBuilder(context, true), false).build(normal);
    }
}
