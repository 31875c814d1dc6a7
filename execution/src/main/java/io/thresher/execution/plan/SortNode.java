package io.thresher.execution.plan;

import java.util.List;

/**
 * Sorts by {@code keys}, then leaves out {@code offset} rows and puts out at most {@code limit} ({@link Long#MAX_VALUE} if all).
 * Without keys use LimitNode.
 */
public record SortNode(PlanNode input, List<SortKey> keys, long offset, long limit) implements PlanNode {
    public SortNode {
        keys = List.copyOf(keys);
    }

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
        return visitor.visitSort(this);
    }
}
