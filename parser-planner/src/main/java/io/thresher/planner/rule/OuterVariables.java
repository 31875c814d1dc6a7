package io.thresher.planner.rule;

import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Gives projections whose sub-queries read rows of queries further out only a variable of their own, which nothing reads:
 * Calcite's rule takes any variable for that of a projection that has none.
 */
final class OuterVariables extends RelHomogeneousShuttle {
    private final Set<CorrelationId> outer;

    OuterVariables() {
        this(Set.of());
    }

    private OuterVariables(Set<CorrelationId> outer) {
        this.outer = outer;
    }

    @Override
    public RelNode visit(RelNode other) {
        Set<CorrelationId> used = new HashSet<>();
        Set<CorrelationId> inner = new HashSet<>(outer);
        inner.addAll(other.getVariablesSet());
        RelNode node = super.visit(other).accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                used.addAll(RelOptUtil.getVariablesUsed(visited.rel));
                RelNode changed = visited.rel.accept(new OuterVariables(inner));
                return changed.equals(visited.rel) ? visited : visited.clone(changed);
            }
        });
        boolean outerOnly = !used.isEmpty() && outer.containsAll(used);
        return outerOnly
                        && node instanceof LogicalProject
                        && node.getVariablesSet().isEmpty()
                ? withVariable((LogicalProject) node)
                : node;
    }

    private static RelNode withVariable(LogicalProject project) {
        return LogicalProject.create(
                project.getInput(),
                project.getHints(),
                project.getProjects(),
                project.getRowType(),
                ImmutableSet.of(project.getCluster().createCorrel()));
    }
}
