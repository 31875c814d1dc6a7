package io.thresher.execution.plan;

import io.thresher.execution.expression.Expression;
import java.util.List;

/**
 * Puts out literal rows.
 */
public record ValuesNode(List<List<Expression.Literal>> rows, List<Field> outputSchema) implements PlanNode {
    public ValuesNode {
        rows = List.copyOf(rows);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public double estimatedRows() {
        return rows.size();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitValues(this);
    }
}
