package io.thresher.execution.plan;

import java.util.List;

/**
 * INTERSECT or EXCEPT of two inputs with the same column types; NULLs are equal. Without {@code all} every row comes once, with
 * it as often as the standard says: min(l, r) for INTERSECT, max(l - r, 0) for EXCEPT.
 */
public record SetOperationNode(
        SetOperation operation,
        boolean all,
        PlanNode left,
        PlanNode right,
        List<Field> outputSchema,
        double estimatedRows)
        implements PlanNode {
    public SetOperationNode {
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left, right);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitSetOperation(this);
    }
}
