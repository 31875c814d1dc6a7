package io.thresher.execution.join;

import io.thresher.execution.aggregation.AggregationBreaker;
import io.thresher.execution.aggregation.SetOperationBreaker;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.expression.evaluation.ExpressionCompiler;
import io.thresher.execution.operator.BreakerFactory;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.SetOperationNode;
import java.util.function.BiFunction;

/** Makes the aggregations, set operations and joins of this engine. Thread-safe. */
public final class DataBreakers implements BreakerFactory {
    private final JoinLimits limits;
    private final BiFunction<Expression, QueryContext, PredicateEvaluator> predicates;

    /** With the default limits; conditions are compiled as everywhere. */
    public DataBreakers() {
        this(
                JoinLimits.DEFAULT,
                (expression, context) -> ExpressionCompiler.compilePredicate(expression, context.evaluation()));
    }

    /** {@code predicates} compiles the residual conditions of joins. */
    public DataBreakers(JoinLimits limits, BiFunction<Expression, QueryContext, PredicateEvaluator> predicates) {
        this.limits = limits;
        this.predicates = predicates;
    }

    @Override
    public PipelineBreaker aggregation(AggregateNode node, QueryContext context) {
        return new AggregationBreaker(node, context);
    }

    @Override
    public PipelineBreaker setOperation(SetOperationNode node, QueryContext context) {
        return new SetOperationBreaker(node, context);
    }

    @Override
    public JoinBridge join(JoinNode node, QueryContext context) {
        return new AdaptiveJoin(node, context, limits, predicates);
    }
}
