package io.thresher.execution.plan;

import java.util.List;

/**
 * The border between two fragments: the input's rows are handed over in the way {@code distribution} says, by
 * {@code keys} (input columns) for HASH. One of BROADCAST may be the input of several nodes, the same object: its input then runs once.
 */
public record ExchangeNode(PlanNode input, Distribution distribution, List<Integer> keys) implements PlanNode {
    public ExchangeNode {
        keys = List.copyOf(keys);
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
    public List<Field> outputSchema() {
        return input.outputSchema();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitExchange(this);
    }
}
