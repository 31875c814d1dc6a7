package io.thresher.planner.statistics;

import io.thresher.planner.catalog.CatalogTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Estimates row counts of algebra from the tables' statistics. Remembers answers; one planning, one thread. */
public final class RowEstimator {
    private final Map<RelNode, Estimate> known = new IdentityHashMap<>();

    /** Rows of a node. */
    public double rows(RelNode rel) {
        return estimate(rel).rows();
    }

    /** Rows of a scan after a filter. */
    public double filtered(TableScan scan, RexNode condition) {
        return filter(estimate(scan), condition).rows();
    }

    /** Rows and columns of a node. */
    public Estimate estimate(RelNode rel) {
        Estimate estimate = known.get(rel);
        if (estimate == null) {
            estimate = compute(rel);
            known.put(rel, estimate);
        }
        return estimate;
    }

    /** Rows after a condition. */
    public Estimate filter(Estimate input, RexNode condition) {
        return input.withRows(input.rows() * new Selectivity(input.columns()).of(condition));
    }

    /** Rows of a join of any type; the columns are those of left, then those of right unless it is a semi-join. */
    public Estimate join(Estimate left, Estimate right, JoinRelType type, RexNode condition) {
        JoinEstimator estimator = new JoinEstimator(left, right);
        if (type == JoinRelType.SEMI) {
            return left.withRows(left.rows() * estimator.matched(condition));
        }
        if (type == JoinRelType.ANTI) {
            return left.withRows(left.rows() * Math.max(0.05, 1 - estimator.matched(condition)));
        }
        double inner = left.rows() * right.rows() * estimator.pairs(condition);
        double rows = switch (type) {
            case LEFT -> Math.max(inner, left.rows());
            case RIGHT -> Math.max(inner, right.rows());
            case FULL -> Math.max(inner, left.rows() + right.rows());
            default -> inner;
        };
        return new Estimate(Math.max(rows, 0.01), Estimate.concat(left, right));
    }

    private Estimate compute(RelNode rel) {
        if (rel instanceof TableScan) {
            return TableEstimates.of(rel.getTable().unwrapOrThrow(CatalogTable.class));
        }
        if (rel instanceof Filter) {
            return filter(estimate(rel.getInput(0)), ((Filter) rel).getCondition());
        }
        if (rel instanceof Project) {
            return project((Project) rel);
        }
        if (rel instanceof Join) {
            Join join = (Join) rel;
            Estimate left = estimate(join.getLeft());
            Estimate right = estimate(join.getRight());
            return join(left, right, join.getJoinType(), join.getCondition());
        }
        if (rel instanceof Aggregate) {
            return aggregate((Aggregate) rel);
        }
        if (rel instanceof Sort) {
            Estimate input = estimate(rel.getInput(0));
            return input.withRows(Math.min(input.rows(), limit(((Sort) rel).fetch)));
        }
        if (rel instanceof SetOp) {
            return setOperation((SetOp) rel);
        }
        if (rel instanceof Values) {
            return unknown(rel, ((Values) rel).getTuples().size());
        }
        double rows = 1;
        for (RelNode input : rel.getInputs()) {
            rows *= rows(input);
        }
        return unknown(rel, rows);
    }

    private static Estimate unknown(RelNode rel, double rows) {
        List<ColumnEstimate> columns = new ArrayList<>();
        for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
            columns.add(ColumnEstimate.unknown(rows));
        }
        return new Estimate(Math.max(0.01, rows), columns);
    }

    private static double limit(@Nullable RexNode fetch) {
        if (!(fetch instanceof RexLiteral)) {
            return Double.MAX_VALUE;
        }
        BigDecimal value = ((RexLiteral) fetch).getValueAs(BigDecimal.class);
        return value == null ? Double.MAX_VALUE : value.doubleValue();
    }

    private Estimate project(Project project) {
        Estimate input = estimate(project.getInput());
        List<ColumnEstimate> columns = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            columns.add(expression(expression, input));
        }
        return new Estimate(input.rows(), columns);
    }

    /** A computed column has at most as many values as the combinations of those it is computed from. */
    private static ColumnEstimate expression(RexNode expression, Estimate input) {
        if (expression instanceof RexInputRef) {
            return input.column(((RexInputRef) expression).getIndex());
        }
        double distinct = 1;
        for (int column : RelOptUtil.InputFinder.bits(expression)) {
            distinct *= input.column(column).distinct();
        }
        return new ColumnEstimate(Math.min(distinct, input.rows()), true, Double.NaN, Double.NaN, 0);
    }

    private Estimate aggregate(Aggregate aggregate) {
        Estimate input = estimate(aggregate.getInput());
        List<ColumnEstimate> columns = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            columns.add(input.column(key));
        }
        double rows = 0;
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            double groups = 1;
            for (int key : set) {
                groups *= Math.max(1, input.column(key).distinct());
            }
            rows += Math.min(groups, Math.max(1, input.rows()));
        }
        while (columns.size() < aggregate.getRowType().getFieldCount()) {
            columns.add(new ColumnEstimate(rows, true, Double.NaN, Double.NaN, 0));
        }
        return new Estimate(rows, columns);
    }

    private Estimate setOperation(SetOp operation) {
        Estimate first = estimate(operation.getInput(0));
        if (!(operation instanceof Union)) {
            return first;
        }
        double rows = 0;
        for (RelNode input : operation.getInputs()) {
            rows += rows(input);
        }
        return first.withRows(rows);
    }
}
