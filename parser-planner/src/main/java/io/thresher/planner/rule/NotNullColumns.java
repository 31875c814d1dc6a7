package io.thresher.planner.rule;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Says which columns cannot be NULL, by type or because a condition below rejects it. */
final class NotNullColumns {
    private NotNullColumns() {}

    static boolean isNotNull(RelNode rel, int column) {
        if (!rel.getRowType().getFieldList().get(column).getType().isNullable()) {
            return true;
        }
        if (rel instanceof Filter) {
            return rejects(((Filter) rel).getCondition(), column) || isNotNull(rel.getInput(0), column);
        }
        if (rel instanceof Project) {
            RexNode expression = ((Project) rel).getProjects().get(column);
            return expression instanceof RexInputRef
                    && isNotNull(rel.getInput(0), ((RexInputRef) expression).getIndex());
        }
        if (rel instanceof Aggregate) {
            Aggregate aggregate = (Aggregate) rel;
            return aggregate.getGroupType() == Aggregate.Group.SIMPLE
                    && column < aggregate.getGroupCount()
                    && isNotNull(aggregate.getInput(), aggregate.getGroupSet().nth(column));
        }
        return rel instanceof Join && inJoin((Join) rel, column);
    }

    private static boolean inJoin(Join join, int column) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        boolean left = column < leftCount;
        JoinRelType type = join.getJoinType();
        if (left ? type.generatesNullsOnLeft() : type.generatesNullsOnRight()) {
            return false;
        }
        boolean filters = type == JoinRelType.INNER || type == JoinRelType.SEMI;
        return (filters && rejects(join.getCondition(), column))
                || isNotNull(left ? join.getLeft() : join.getRight(), left ? column : column - leftCount);
    }

    private static boolean rejects(RexNode condition, int column) {
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (RelOptUtil.InputFinder.bits(conjunct).get(column)
                    && Strong.isNotTrue(conjunct, ImmutableBitSet.of(column))) {
                return true;
            }
        }
        return false;
    }
}
