package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Prepares correlations for Calcite's decorrelator, which turns a total (an aggregation without keys) into one row per
 * outer value that has rows, and loses the total of no rows unless the correlation itself is a left one with the total at
 * its top. Other correlated totals are joined to a single row here: {@code one LEFT JOIN total ON TRUE}.
 */
final class CorrelatedTotals {
    private CorrelatedTotals() {}

    /** The correlation, which gives the same rows with the same types but for nullability. */
    static Correlate guard(Correlate correlate) {
        JoinRelType type = correlate.getJoinType();
        if (type == JoinRelType.INNER && alwaysHasRow(correlate.getRight())) {
            type = JoinRelType.LEFT;
        }
        return LogicalCorrelate.create(
                guarded(correlate.getLeft(), false),
                guarded(correlate.getRight(), type == JoinRelType.LEFT),
                List.of(),
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                type);
    }

    private static boolean alwaysHasRow(RelNode rel) {
        return rel instanceof Project ? alwaysHasRow(rel.getInput(0)) : isTotal(rel);
    }

    private static boolean isTotal(RelNode rel) {
        return rel instanceof Aggregate && ((Aggregate) rel).getGroupSets().equals(List.of(ImmutableBitSet.of()));
    }

    /** {@code top}: NULLs of a left correlation stand for the row that may be lost. */
    private static RelNode guarded(RelNode rel, boolean top) {
        if (RelOptUtil.getVariablesUsed(rel).isEmpty()) {
            return rel;
        }
        if (rel instanceof Correlate) {
            return RowTypes.restore(guard((Correlate) rel), rel.getRowType());
        }
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : rel.getInputs()) {
            inputs.add(guarded(input, top && rel instanceof Project));
        }
        RelNode guarded = rel.copy(rel.getTraitSet(), inputs);
        return isTotal(rel) && !top ? withOneRow((Aggregate) guarded) : guarded;
    }

    private static RelNode withOneRow(Aggregate total) {
        RexBuilder rex = total.getCluster().getRexBuilder();
        RelNode joined = LogicalJoin.create(
                LogicalValues.createOneRow(total.getCluster()),
                total,
                List.of(),
                rex.makeLiteral(true),
                Set.of(),
                JoinRelType.LEFT);
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < total.getAggCallList().size(); i++) {
            AggregateCall call = total.getAggCallList().get(i);
            RexNode column = rex.makeInputRef(joined, i + 1);
            boolean counts = call.getAggregation().getKind() == SqlKind.COUNT
                    || call.getAggregation().getKind() == SqlKind.SUM0;
            RexNode value = counts
                    ? rex.makeCall(
                            SqlStdOperatorTable.CASE,
                            rex.makeCall(SqlStdOperatorTable.IS_NULL, column),
                            rex.makeZeroLiteral(call.getType()),
                            column)
                    : column;
            values.add(RowTypes.restore(rex, value, call.getType()));
        }
        return LogicalProject.create(
                joined, List.of(), values, total.getRowType().getFieldNames(), Set.of());
    }
}
