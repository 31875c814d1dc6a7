package io.thresher.planner.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Fractions that join conditions let through. Of an equality, one in as many pairs as there are distinct values on the
 * side with more; where distinct counts are only upper bounds on both sides, the side with fewer rows is taken for the
 * key's owner (foreign keys are what people join on).
 */
final class JoinEstimator {
    private final Estimate left;
    private final Estimate right;

    JoinEstimator(Estimate left, Estimate right) {
        this.left = left;
        this.right = right;
    }

    /** The fraction of all pairs that an inner join keeps. */
    double pairs(RexNode condition) {
        List<int[]> keys = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        split(condition, keys, rest);
        double fraction = 1 / denominator(keys);
        return fraction * rest(rest);
    }

    /** The fraction of left rows that have a match. */
    double matched(RexNode condition) {
        List<int[]> keys = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        split(condition, keys, rest);
        double fraction = keys.isEmpty() ? Math.min(1, right.rows()) : 1;
        for (int[] key : keys) {
            ColumnEstimate l = left.column(key[0]);
            ColumnEstimate r = right.column(key[1]);
            double found = Math.min(r.distinct(), right.rows());
            fraction = Math.min(fraction, found / Math.max(found, Math.min(l.distinct(), baseRows(l))));
        }
        return Math.max(1e-6, Math.min(1, fraction * (rest.isEmpty() ? 1 : 0.9)));
    }

    private static double baseRows(ColumnEstimate column) {
        return column.distinct();
    }

    private double denominator(List<int[]> keys) {
        if (keys.isEmpty()) {
            return 1;
        }
        if (keys.size() == 1) {
            ColumnEstimate l = left.column(keys.get(0)[0]);
            ColumnEstimate r = right.column(keys.get(0)[1]);
            if (l.upperBound() && r.upperBound()) {
                return Math.min(keyValues(l, left), keyValues(r, right));
            }
            if (!l.upperBound() && !r.upperBound()) {
                return Math.max(l.distinct(), r.distinct());
            }
            return l.upperBound() ? r.distinct() : l.distinct();
        }
        double l = 1;
        double r = 1;
        for (int[] key : keys) {
            l *= keyValues(left.column(key[0]), left);
            r *= keyValues(right.column(key[1]), right);
        }
        // Keys of several columns depend on each other: no more combinations than rows.
        return Math.max(1, Math.min(Math.min(l, left.rows()), Math.min(r, right.rows())));
    }

    /** Values of a join key: of a column of which nothing is known as many as rows, since what is joined is mostly a key. */
    private static double keyValues(ColumnEstimate column, Estimate side) {
        boolean unknown = column.upperBound() && !column.hasBounds();
        return unknown ? Math.max(column.distinct(), side.rows()) : column.distinct();
    }

    private double rest(List<RexNode> rest) {
        Selectivity selectivity = new Selectivity(Estimate.concat(left, right));
        double fraction = 1;
        for (RexNode condition : rest) {
            fraction *= selectivity.of(condition);
        }
        return fraction;
    }

    private void split(RexNode condition, List<int[]> keys, List<RexNode> rest) {
        int leftCount = left.columns().size();
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            RexNode equality = conjunct.getKind() == SqlKind.IS_NOT_FALSE
                    ? ((RexCall) conjunct).getOperands().get(0)
                    : conjunct;
            int[] key = key(equality, leftCount);
            if (key == null) {
                rest.add(conjunct);
            } else {
                keys.add(key);
            }
        }
    }

    /** The columns that an equality compares, or one column that each side's expression reads. */
    private static int @Nullable [] key(RexNode condition, int leftCount) {
        if (condition.getKind() != SqlKind.EQUALS && condition.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
            return null;
        }
        int first = column(((RexCall) condition).getOperands().get(0));
        int second = column(((RexCall) condition).getOperands().get(1));
        if (first < 0 || second < 0 || (first < leftCount) == (second < leftCount)) {
            return null;
        }
        return new int[] {Math.min(first, second), Math.max(first, second) - leftCount};
    }

    private static int column(RexNode node) {
        if (node instanceof RexInputRef) {
            return ((RexInputRef) node).getIndex();
        }
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(node);
        return columns.cardinality() == 1 ? columns.nth(0) : -1;
    }
}
