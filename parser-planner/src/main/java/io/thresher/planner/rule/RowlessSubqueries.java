package io.thresher.planner.rule;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/** Replaces {@code (SELECT e)}, a query without a table, by {@code e}: one correlation less to take apart. */
final class RowlessSubqueries extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode inner = visited.rel.accept(RowlessSubqueries.this);
                RexSubQuery result = inner.equals(visited.rel) ? visited : visited.clone(inner);
                return isRowless(result)
                        ? RowTypes.restore(
                                node.getCluster().getRexBuilder(),
                                ((Project) inner).getProjects().get(0),
                                subQuery.getType())
                        : result;
            }
        });
    }

    private static boolean isRowless(RexSubQuery subQuery) {
        if (subQuery.getKind() != SqlKind.SCALAR_QUERY || !(subQuery.rel instanceof Project)) {
            return false;
        }
        Project project = (Project) subQuery.rel;
        RexNode value = project.getProjects().get(0);
        return project.getInput() instanceof Values
                && ((Values) project.getInput()).getTuples().size() == 1
                && RelOptUtil.InputFinder.bits(value).isEmpty()
                && !RexOver.containsOver(value);
    }
}
