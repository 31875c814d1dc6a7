package io.thresher.execution.plan;

import java.util.List;

/**
 * Groups by the input columns {@code groupKeys} and puts out the keys, then one column an aggregate. Without keys: one row
 * always. {@code groupingSets} lists the sets of GROUPING SETS / ROLLUP / CUBE as positions in {@code groupKeys}; it is one
 * set of all keys for a plain GROUP BY. Keys not in a set are NULL in its rows.
 */
public record AggregateNode(
        PlanNode input,
        List<Integer> groupKeys,
        List<List<Integer>> groupingSets,
        List<AggregateCall> aggregates,
        List<Field> outputSchema,
        double estimatedRows)
        implements PlanNode {
    public AggregateNode {
        groupKeys = List.copyOf(groupKeys);
        groupingSets = List.copyOf(groupingSets);
        aggregates = List.copyOf(aggregates);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitAggregate(this);
    }
}
