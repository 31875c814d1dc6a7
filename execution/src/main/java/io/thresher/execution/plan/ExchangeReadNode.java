package io.thresher.execution.plan;

import java.util.List;

/**
 * Reads what fragment {@code fragment} hands over: stands where the fragmenter cut an {@link ExchangeNode} off. The
 * planner never makes one. {@code shared} if other nodes read that fragment too.
 */
public record ExchangeReadNode(int fragment, boolean shared, List<Field> outputSchema, double estimatedRows)
        implements PlanNode {
    public ExchangeReadNode {
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitExchangeRead(this);
    }
}
