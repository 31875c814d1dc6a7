package io.thresher.execution.plan;

import io.thresher.execution.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins rows whose {@code leftKeys} equal the {@code rightKeys} (input columns, pairwise of one type) and for which
 * {@code residual}, over the columns of left then right, is true or null. {@code nullEqual} says for each key pair whether
 * NULL equals NULL (IS NOT DISTINCT FROM). Puts out left columns then right columns; SEMI and ANTI the left ones only. Strategy-free:
 * which side builds and how is decided at run time; {@code rightBuild} is the planner's preference.
 */
public record JoinNode(
        JoinType type,
        PlanNode left,
        PlanNode right,
        List<Integer> leftKeys,
        List<Integer> rightKeys,
        List<Boolean> nullEqual,
        @Nullable Expression residual,
        boolean rightBuild,
        List<Field> outputSchema,
        double estimatedRows)
        implements PlanNode {
    public JoinNode {
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        nullEqual = List.copyOf(nullEqual);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left, right);
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitJoin(this);
    }
}
