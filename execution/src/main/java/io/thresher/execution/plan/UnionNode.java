package io.thresher.execution.plan;

import java.util.List;

/**
 * UNION ALL of inputs with the same column types.
 */
public record UnionNode(List<PlanNode> inputs, List<Field> outputSchema) implements PlanNode {
    public UnionNode {
        inputs = List.copyOf(inputs);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public double estimatedRows() {
        return inputs.stream().mapToDouble(PlanNode::estimatedRows).sum();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitUnion(this);
    }
}
