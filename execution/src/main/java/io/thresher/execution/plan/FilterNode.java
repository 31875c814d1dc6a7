package io.thresher.execution.plan;

import io.thresher.execution.expression.Expression;
import java.util.List;

/**
 * Lets through the rows for which {@code predicate} is true.
 */
public record FilterNode(PlanNode input, Expression predicate, double estimatedRows) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public List<Field> outputSchema() {
        return input.outputSchema();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitFilter(this);
    }
}
