package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Columns that conditions make equal, and what follows from it. */
final class Equalities {
    private final Map<Integer, Set<Integer>> classes = new HashMap<>();
    private final Map<Integer, RexInputRef> references = new HashMap<>();

    Equalities(List<RexNode> conditions) {
        for (RexNode condition : conditions) {
            if (condition.getKind() == SqlKind.EQUALS) {
                RexNode left = ((RexCall) condition).getOperands().get(0);
                RexNode right = ((RexCall) condition).getOperands().get(1);
                boolean columns = left instanceof RexInputRef && right instanceof RexInputRef && sameType(left, right);
                if (columns) {
                    unite((RexInputRef) left, (RexInputRef) right);
                }
            }
        }
    }

    private static boolean sameType(RexNode left, RexNode right) {
        return left.getType().getSqlTypeName() == right.getType().getSqlTypeName()
                && left.getType().getScale() == right.getType().getScale();
    }

    private void unite(RexInputRef left, RexInputRef right) {
        references.put(left.getIndex(), left);
        references.put(right.getIndex(), right);
        Set<Integer> all = new TreeSet<>();
        all.addAll(classes.getOrDefault(left.getIndex(), Set.of(left.getIndex())));
        all.addAll(classes.getOrDefault(right.getIndex(), Set.of(right.getIndex())));
        all.forEach(column -> classes.put(column, all));
    }

    /** Each set of columns equal to each other, once. */
    Set<Set<Integer>> sets() {
        return new LinkedHashSet<>(classes.values());
    }

    /** The set that both columns of an equality belong to, null if there is none or the condition is something else. */
    @Nullable
    Set<Integer> setOf(RexNode condition) {
        if (condition.getKind() != SqlKind.EQUALS) {
            return null;
        }
        RexNode left = ((RexCall) condition).getOperands().get(0);
        RexNode right = ((RexCall) condition).getOperands().get(1);
        boolean columns = left instanceof RexInputRef && right instanceof RexInputRef && sameType(left, right);
        Set<Integer> set = columns ? classes.get(((RexInputRef) left).getIndex()) : null;
        return set != null && set.contains(((RexInputRef) right).getIndex()) ? set : null;
    }

    RexInputRef reference(int column) {
        RexInputRef reference = references.get(column);
        if (reference == null) {
            throw new IllegalStateException("Column is in no equality: " + column);
        }
        return reference;
    }

    /** Conditions on one column each, said of the columns equal to it. */
    List<RexNode> implied(List<RexNode> conditions) {
        List<RexNode> result = new ArrayList<>();
        for (RexNode condition : conditions) {
            ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
            if (used.cardinality() != 1 || !isSimple(condition)) {
                continue;
            }
            int column = used.nth(0);
            for (int equal : classes.getOrDefault(column, Set.of())) {
                if (equal != column) {
                    result.add(ColumnMapper.map(condition, i -> equal));
                }
            }
        }
        return result;
    }

    /** Cheap enough to be checked twice, and certain. */
    private static boolean isSimple(RexNode condition) {
        boolean kind = condition.isA(SqlKind.COMPARISON)
                || condition.getKind() == SqlKind.SEARCH
                || condition.getKind() == SqlKind.LIKE
                || condition.getKind() == SqlKind.OR;
        return kind && RexUtil.isDeterministic(condition) && condition.nodeCount() < 100;
    }

    /**
     * What conditions on columns outside {@code target} say, through {@code equalities}, of columns within it.
     */
    static List<RexNode> transfer(
            RexBuilder rex, List<RexNode> equalities, List<RexNode> conditions, ImmutableBitSet target) {
        List<RexNode> result = new ArrayList<>();
        for (RexNode condition : new Equalities(equalities).implied(conditions)) {
            if (target.contains(RelOptUtil.InputFinder.bits(condition))) {
                result.add(condition);
            }
        }
        return result;
    }
}
