package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes correlated conditions out of a sub-query: filters over projections and inner joins. What remains does not refer to
 * the outer query; it may have further columns at its end, which the conditions read.
 */
final class CorrelationHoister {
    private final Set<CorrelationId> variables;
    private final boolean columnsUnused;
    private List<RexNode> conditions = new ArrayList<>();

    /** {@code columnsUnused}: the sub-query's columns do not matter (EXISTS). */
    CorrelationHoister(Set<CorrelationId> variables, boolean columnsUnused) {
        this.variables = variables;
        this.columnsUnused = columnsUnused;
    }

    /** The conditions taken out, over the remaining query's columns; outer columns are still correlation variables. */
    List<RexNode> conditions() {
        return conditions;
    }

    /** The query without correlation, or null if it lies where it cannot be taken out. */
    @Nullable
    RelNode hoist(RelNode query) {
        if (variables.isEmpty()) {
            return query;
        }
        return node(query, columnsUnused);
    }

    private @Nullable RelNode node(RelNode rel, boolean unused) {
        if (!correlated(rel)) {
            return rel;
        }
        if (rel instanceof Filter) {
            return filter((Filter) rel, unused);
        }
        if (rel instanceof Project) {
            return project((Project) rel, unused);
        }
        if (rel instanceof Join && ((Join) rel).getJoinType() == JoinRelType.INNER) {
            return join((Join) rel);
        }
        boolean plainSort = rel instanceof Sort && ((Sort) rel).fetch == null && ((Sort) rel).offset == null;
        return plainSort ? node(rel.getInput(0), unused) : null;
    }

    private @Nullable RelNode filter(Filter filter, boolean unused) {
        RelNode input = node(filter.getInput(), unused);
        if (input == null) {
            return null;
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            if (!correlated(condition)) {
                kept.add(condition);
            } else if (RexUtil.SubQueryFinder.find(condition) != null) {
                return null;
            } else {
                conditions.add(condition);
            }
        }
        return kept.isEmpty()
                ? input
                : LogicalFilter.create(
                        input,
                        RexUtil.composeConjunction(rex, kept),
                        com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    private @Nullable RelNode project(Project project, boolean unused) {
        if (project.containsOver() || !project.getVariablesSet().isEmpty()) {
            return null;
        }
        RelNode input = node(project.getInput(), unused);
        if (input == null) {
            return null;
        }
        if (unused) {
            return input;
        }
        for (RexNode expression : project.getProjects()) {
            if (correlated(expression)) {
                return null;
            }
        }
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
        RexBuilder rex = project.getCluster().getRexBuilder();
        List<RexNode> moved = new ArrayList<>();
        for (RexNode condition : conditions) {
            moved.add(condition.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    RexNode column = rex.makeInputRef(input, ref.getIndex());
                    int known = expressions.indexOf(column);
                    if (known < 0) {
                        known = expressions.size();
                        expressions.add(column);
                        names.add("$h" + known);
                    }
                    return rex.makeInputRef(column.getType(), known);
                }
            }));
        }
        conditions = moved;
        return LogicalProject.create(input, List.of(), expressions, names, Set.of());
    }

    private @Nullable RelNode join(Join join) {
        List<RexNode> before = conditions;
        conditions = new ArrayList<>();
        RelNode left = node(join.getLeft(), false);
        List<RexNode> leftConditions = conditions;
        conditions = new ArrayList<>();
        RelNode right = node(join.getRight(), false);
        List<RexNode> rightConditions = conditions;
        conditions = before;
        if (left == null || right == null) {
            return null;
        }
        int oldLeft = join.getLeft().getRowType().getFieldCount();
        int newLeft = left.getRowType().getFieldCount();
        RexBuilder rex = join.getCluster().getRexBuilder();
        List<RexNode> kept = new ArrayList<>();
        List<RexNode> taken = new ArrayList<>(leftConditions);
        rightConditions.forEach(c -> taken.add(RexUtil.shift(c, newLeft)));
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            RexNode moved = RexUtil.shift(condition, oldLeft, newLeft - oldLeft);
            if (!correlated(condition)) {
                kept.add(moved);
            } else if (RexUtil.SubQueryFinder.find(condition) != null) {
                return null;
            } else {
                taken.add(moved);
            }
        }
        RelNode joined = LogicalJoin.create(
                left, right, List.of(), RexUtil.composeConjunction(rex, kept), Set.of(), JoinRelType.INNER);
        if (newLeft == oldLeft) {
            conditions.addAll(taken);
            return joined;
        }
        return restoreOrder(join, joined, oldLeft, newLeft, taken);
    }

    /** Moves the columns that the left side got in addition to the end, so that the others stay where they were. */
    private RelNode restoreOrder(Join old, RelNode joined, int oldLeft, int newLeft, List<RexNode> taken) {
        RexBuilder rex = joined.getCluster().getRexBuilder();
        int count = joined.getRowType().getFieldCount();
        int oldRight = old.getRight().getRowType().getFieldCount();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < oldLeft; i++) {
            order.add(i);
        }
        for (int i = newLeft; i < newLeft + oldRight; i++) {
            order.add(i);
        }
        for (int i = 0; i < count; i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        List<RexNode> expressions = new ArrayList<>();
        order.forEach(i -> expressions.add(rex.makeInputRef(joined, i)));
        for (RexNode condition : taken) {
            conditions.add(condition.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    return rex.makeInputRef(ref.getType(), order.indexOf(ref.getIndex()));
                }
            }));
        }
        return LogicalProject.create(joined, List.of(), expressions, (List<String>) null, Set.of());
    }

    private boolean correlated(RelNode rel) {
        Set<CorrelationId> used = RelOptUtil.getVariablesUsed(rel);
        used.retainAll(variables);
        return !used.isEmpty();
    }

    private boolean correlated(RexNode expression) {
        boolean[] found = new boolean[1];
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCorrelVariable(RexCorrelVariable variable) {
                found[0] |= variables.contains(variable.id);
                return null;
            }

            @Override
            public Void visitSubQuery(org.apache.calcite.rex.RexSubQuery subquery) {
                found[0] |= correlated(subquery.rel);
                return super.visitSubQuery(subquery);
            }
        });
        return found[0];
    }
}
