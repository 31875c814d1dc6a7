package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns EXISTS, IN and their negations in a WHERE's conjunction into semi- and anti-joins, with the sub-query's correlated
 * conditions in the join's. Sub-queries in other places, and those whose correlation lies deeper, are left.
 *
 * <p>NOT IN becomes an anti-join on {@code (a = b) IS NOT FALSE}: a row goes if an equality is, or may be, true.
 */
final class SemiJoinConverter extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(withConvertedSubqueries(other));
        return node instanceof LogicalFilter ? convert((LogicalFilter) node) : node;
    }

    /** Converts inside the sub-queries of a node's expressions first. */
    private RelNode withConvertedSubqueries(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode converted = visited.rel.accept(SemiJoinConverter.this);
                return converted == visited.rel ? visited : visited.clone(converted);
            }
        });
    }

    private static RelNode convert(LogicalFilter filter) {
        List<RexNode> rest = new ArrayList<>();
        List<RexNode> subqueries = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            (subquery(conjunct) != null ? subqueries : rest).add(conjunct);
        }
        if (subqueries.isEmpty()) {
            return filter;
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        List<RexNode> plain = rest.stream()
                .filter(r -> RexUtil.SubQueryFinder.find(r) == null)
                .toList();
        RelNode result = plain.isEmpty()
                ? filter.getInput()
                : LogicalFilter.create(filter.getInput(), RexUtil.composeConjunction(rex, plain));
        rest.removeAll(plain);
        for (RexNode conjunct : subqueries) {
            RelNode joined = join(result, conjunct, filter.getVariablesSet());
            if (joined == null) {
                rest.add(conjunct);
            } else {
                result = joined;
            }
        }
        if (rest.isEmpty()) {
            return result;
        }
        return LogicalFilter.create(
                result,
                RexUtil.composeConjunction(rex, rest),
                com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    /** The EXISTS or IN that a condition is, or negates; null if it is something else. */
    private static @Nullable RexSubQuery subquery(RexNode condition) {
        RexNode inner = condition.getKind() == SqlKind.NOT
                ? ((RexCall) condition).getOperands().get(0)
                : condition;
        if (!(inner instanceof RexSubQuery) || !(inner.getKind() == SqlKind.EXISTS || inner.getKind() == SqlKind.IN)) {
            return null;
        }
        RexSubQuery subquery = (RexSubQuery) inner;
        return subquery.getOperands().stream().allMatch(o -> RexUtil.SubQueryFinder.find(o) == null) ? subquery : null;
    }

    private static @Nullable RelNode join(RelNode left, RexNode conjunct, Set<CorrelationId> variables) {
        RexSubQuery subquery = subquery(conjunct);
        if (subquery == null) {
            return null;
        }
        boolean negated = conjunct.getKind() == SqlKind.NOT;
        boolean exists = subquery.getKind() == SqlKind.EXISTS;
        Set<CorrelationId> used = RelOptUtil.getVariablesUsed(subquery.rel);
        used.retainAll(variables);
        CorrelationHoister hoister = new CorrelationHoister(used, exists);
        RelNode right = hoister.hoist(subquery.rel);
        if (right == null) {
            return null;
        }
        int leftCount = left.getRowType().getFieldCount();
        RexBuilder rex = left.getCluster().getRexBuilder();
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : hoister.conditions()) {
            conditions.add(resolve(RexUtil.shift(condition, leftCount), left, used, rex));
        }
        if (!exists) {
            conditions.add(membership(subquery, right, leftCount, negated, rex));
        }
        return LogicalJoin.create(
                left,
                right,
                List.of(),
                RexUtil.composeConjunction(rex, conditions),
                Set.of(),
                negated ? JoinRelType.ANTI : JoinRelType.SEMI);
    }

    private static RexNode membership(
            RexSubQuery subquery, RelNode right, int leftCount, boolean negated, RexBuilder rex) {
        List<RexNode> equalities = new ArrayList<>();
        for (int i = 0; i < subquery.getOperands().size(); i++) {
            RexNode field =
                    rex.makeInputRef(right.getRowType().getFieldList().get(i).getType(), leftCount + i);
            equalities.add(rex.makeCall(
                    SqlStdOperatorTable.EQUALS, subquery.getOperands().get(i), field));
        }
        RexNode all = RexUtil.composeConjunction(rex, equalities);
        boolean unknown = negated && all.getType().isNullable();
        return unknown ? rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, all) : all;
    }

    /** Turns correlation variables into columns of the left side. */
    private static RexNode resolve(RexNode condition, RelNode left, Set<CorrelationId> used, RexBuilder rex) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable
                        && used.contains(((RexCorrelVariable) access.getReferenceExpr()).id)) {
                    return rex.makeInputRef(left, access.getField().getIndex());
                }
                return super.visitFieldAccess(access);
            }
        });
    }
}
