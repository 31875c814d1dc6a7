package io.thresher.execution.plan;

import io.thresher.execution.expression.Expression;
import java.util.List;

/**
 * Computes {@code expressions} over the input; one output column each.
 */
public record ProjectNode(PlanNode input, List<Expression> expressions, List<Field> outputSchema) implements PlanNode {
    public ProjectNode {
        expressions = List.copyOf(expressions);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public double estimatedRows() {
        return input.estimatedRows();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitProject(this);
    }
}
