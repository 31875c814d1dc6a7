package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Conditions as lists of conjuncts. */
final class Conjunctions {
    private static final int MAX_SIMPLIFIED = 200;

    private Conjunctions() {}

    /** The conjuncts of a condition, constants computed, what all branches of an OR share taken out of it. */
    static List<RexNode> split(RexBuilder rex, RexNode condition) {
        List<RexNode> result = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(ConstantReducer.fold(rex, condition))) {
            RexNode factored = conjunct.getKind() == SqlKind.OR ? RexUtil.pullFactors(rex, conjunct) : conjunct;
            for (RexNode part : RelOptUtil.conjunctions(factored)) {
                result.add(ComparisonUnwrapper.unwrap(rex, part));
            }
        }
        return result;
    }

    /** A filter on top of a node, simplified; nothing for no conditions, no rows for impossible ones. */
    static RelNode filter(RelNode input, List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return input;
        }
        RexBuilder rex = input.getCluster().getRexBuilder();
        Set<RexNode> distinct = new LinkedHashSet<>();
        conditions.forEach(condition -> distinct.add(ColumnMapper.map(condition, i -> i, input)));
        if (distinct.size() > MAX_SIMPLIFIED) {
            // Simplification compares every conjunct with every other.
            return LogicalFilter.create(input, RexUtil.composeConjunction(rex, distinct));
        }
        RexSimplify simplify = new RexSimplify(rex, RelOptPredicateList.EMPTY, ConstantReducer.INSTANCE);
        RexNode condition = simplify.simplifyUnknownAsFalse(RexUtil.composeConjunction(rex, new ArrayList<>(distinct)));
        if (condition.isAlwaysTrue()) {
            return input;
        }
        if (condition.isAlwaysFalse()) {
            return LogicalValues.createEmpty(input.getCluster(), input.getRowType());
        }
        return LogicalFilter.create(input, RexUtil.removeNullabilityCast(rex.getTypeFactory(), condition));
    }

    /**
     * What a disjunction says of the given columns alone: in every branch the conjuncts that read nothing else, or null if
     * a branch has none.
     */
    static @Nullable RexNode implied(RexBuilder rex, RexNode condition, ImmutableBitSet columns) {
        if (condition.getKind() != SqlKind.OR) {
            return null;
        }
        List<RexNode> branches = new ArrayList<>();
        for (RexNode branch : ((RexCall) condition).getOperands()) {
            List<RexNode> parts = new ArrayList<>();
            for (RexNode part : RelOptUtil.conjunctions(branch)) {
                ImmutableBitSet used = RelOptUtil.InputFinder.bits(part);
                if (!used.isEmpty() && columns.contains(used)) {
                    parts.add(part);
                } else {
                    RexNode inner = implied(rex, part, columns);
                    if (inner != null) {
                        parts.add(inner);
                    }
                }
            }
            if (parts.isEmpty()) {
                return null;
            }
            branches.add(RexUtil.composeConjunction(rex, parts));
        }
        return RexUtil.composeDisjunction(rex, branches);
    }
}
