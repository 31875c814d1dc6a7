package io.thresher.execution.plan;

import java.util.List;

/**
 * Leaves out {@code offset} rows and puts out at most {@code limit} ({@link Long#MAX_VALUE} if all).
 */
public record LimitNode(PlanNode input, long offset, long limit) implements PlanNode {
    @Override
    public double estimatedRows() {
        return Math.min(input.estimatedRows(), limit);
    }

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
        return visitor.visitLimit(this);
    }
}
