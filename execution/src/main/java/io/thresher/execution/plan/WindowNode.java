package io.thresher.execution.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes window functions that share PARTITION BY {@code partitionKeys} and ORDER BY {@code orderKeys}; puts out the input's columns, then
 * one column a function. Where {@code firstRows} is not null, rows behind those need not be put out: a filter above drops them, and no
 * function's value depends on them.
 */
public record WindowNode(
        PlanNode input,
        List<Integer> partitionKeys,
        List<SortKey> orderKeys,
        List<WindowCall> functions,
        @Nullable FirstRows firstRows,
        List<Field> outputSchema)
        implements PlanNode {
    public WindowNode {
        partitionKeys = List.copyOf(partitionKeys);
        orderKeys = List.copyOf(orderKeys);
        functions = List.copyOf(functions);
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
        return visitor.visitWindow(this);
    }
}
