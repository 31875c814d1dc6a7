package io.thresher.planner.statistics;

import com.google.common.collect.Range;
import io.thresher.planner.catalog.InListFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The fraction of rows that pass a condition, from columns' bounds and distinct counts; guesses where they are unknown. */
final class Selectivity {
    private static final double RANGE = 0.3;
    private static final double OTHER = 0.3;

    private final List<ColumnEstimate> columns;

    Selectivity(List<ColumnEstimate> columns) {
        this.columns = columns;
    }

    /** The fraction that passes a conjunction; ranges of one column are taken together. */
    double of(RexNode condition) {
        Map<Integer, double[]> ranges = new HashMap<>();
        double fraction = 1;
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (!addRange(conjunct, ranges)) {
                fraction *= single(conjunct);
            }
        }
        for (Map.Entry<Integer, double[]> range : ranges.entrySet()) {
            fraction *= between(columns.get(range.getKey()), range.getValue()[0], range.getValue()[1]);
        }
        return Math.max(1e-9, Math.min(1, fraction));
    }

    /** Narrows a column's range by {@code column < literal} and the like; false if the condition is something else. */
    private boolean addRange(RexNode condition, Map<Integer, double[]> ranges) {
        boolean less = condition.isA(SqlKind.LESS_THAN) || condition.isA(SqlKind.LESS_THAN_OR_EQUAL);
        boolean greater = condition.isA(SqlKind.GREATER_THAN) || condition.isA(SqlKind.GREATER_THAN_OR_EQUAL);
        if (!less && !greater) {
            return false;
        }
        RexNode left = ((RexCall) condition).getOperands().get(0);
        RexNode right = ((RexCall) condition).getOperands().get(1);
        boolean mirrored = left instanceof RexLiteral;
        RexNode column = mirrored ? right : left;
        Double value = number(mirrored ? left : right);
        if (!(column instanceof RexInputRef) || value == null) {
            return false;
        }
        int index = ((RexInputRef) column).getIndex();
        if (!columns.get(index).hasBounds()) {
            return false;
        }
        double[] range =
                ranges.computeIfAbsent(index, i -> new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});
        if (less != mirrored) {
            range[1] = Math.min(range[1], value);
        } else {
            range[0] = Math.max(range[0], value);
        }
        return true;
    }

    private static double between(ColumnEstimate column, double low, double high) {
        double from = Math.max(low, column.min());
        double to = Math.min(high, column.max());
        if (to < from) {
            return 1e-6;
        }
        double span = column.max() - column.min();
        double least = 1 / Math.max(1, column.distinct());
        return span <= 0 ? 1 : Math.max(least, (to - from) / span) * (1 - column.nullFraction());
    }

    private double single(RexNode condition) {
        if (condition instanceof RexLiteral) {
            return condition.isAlwaysTrue() ? 1 : 1e-9;
        }
        if (!(condition instanceof RexCall)) {
            return 0.5;
        }
        List<RexNode> operands = ((RexCall) condition).getOperands();
        return switch (condition.getKind()) {
            case AND -> of(condition);
            case OR -> or(operands);
            case NOT -> Math.max(0.01, 1 - single(operands.get(0)));
            case EQUALS, IS_NOT_DISTINCT_FROM -> equality(operands);
            case NOT_EQUALS, IS_DISTINCT_FROM -> Math.max(0.1, 1 - equality(operands));
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> range(operands);
            case IS_NULL -> nullFraction(operands.get(0), 0.05);
            case IS_NOT_NULL -> 1 - nullFraction(operands.get(0), 0);
            case LIKE -> like(operands);
            case SEARCH -> search(operands);
            default -> inList((RexCall) condition);
        };
    }

    private double inList(RexCall call) {
        if (!(call.getOperator() instanceof InListFunction)) {
            return OTHER;
        }
        RexNode argument = call.getOperands().get(0);
        double distinct = argument instanceof RexInputRef
                ? columns.get(((RexInputRef) argument).getIndex()).distinct()
                : 1000;
        double values = ((InListFunction) call.getOperator()).list().values().size();
        return Math.min(0.9, values / Math.max(1, distinct));
    }

    private double or(List<RexNode> operands) {
        double none = 1;
        for (RexNode operand : operands) {
            none *= 1 - of(operand);
        }
        return 1 - none;
    }

    private static double range(List<RexNode> operands) {
        boolean literal = operands.get(0) instanceof RexLiteral || operands.get(1) instanceof RexLiteral;
        return literal ? RANGE : 0.5;
    }

    private double equality(List<RexNode> operands) {
        double distinct = 1;
        boolean column = false;
        for (RexNode operand : operands) {
            if (operand instanceof RexInputRef) {
                ColumnEstimate estimate = columns.get(((RexInputRef) operand).getIndex());
                Double value = number(operands.get(operand.equals(operands.get(0)) ? 1 : 0));
                if (value != null && estimate.hasBounds() && (value < estimate.min() || value > estimate.max())) {
                    return 1e-6;
                }
                distinct = Math.max(distinct, estimate.distinct());
                column = true;
            }
        }
        return column ? 1 / distinct : 0.1;
    }

    private double nullFraction(RexNode operand, double unknown) {
        if (!operand.getType().isNullable()) {
            return 0;
        }
        return operand instanceof RexInputRef
                ? Math.max(columns.get(((RexInputRef) operand).getIndex()).nullFraction(), 1e-4)
                : unknown;
    }

    private static double like(List<RexNode> operands) {
        if (!(operands.get(1) instanceof RexLiteral)) {
            return 0.1;
        }
        String pattern = ((RexLiteral) operands.get(1)).getValueAs(String.class);
        if (pattern == null) {
            return 1e-6;
        }
        return pattern.startsWith("%") ? 0.08 : 0.03;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // ranges of whatever values
    private double search(List<RexNode> operands) {
        Sarg<?> sarg = ((RexLiteral) operands.get(1)).getValueAs(Sarg.class);
        if (sarg == null) {
            return OTHER;
        }
        ColumnEstimate column = operands.get(0) instanceof RexInputRef
                ? columns.get(((RexInputRef) operands.get(0)).getIndex())
                : new ColumnEstimate(20, true, Double.NaN, Double.NaN, 0);
        if (sarg.isComplementedPoints()) {
            return Math.max(0.1, 1 - sarg.negate().pointCount / column.distinct());
        }
        double fraction = 0;
        for (Range<?> range : new ArrayList<Range<?>>(((Sarg) sarg).rangeSet.asRanges())) {
            Double low =
                    range.hasLowerBound() ? number(range.lowerEndpoint()) : Double.valueOf(Double.NEGATIVE_INFINITY);
            Double high =
                    range.hasUpperBound() ? number(range.upperEndpoint()) : Double.valueOf(Double.POSITIVE_INFINITY);
            boolean point = range.hasLowerBound()
                    && range.hasUpperBound()
                    && range.lowerEndpoint().equals(range.upperEndpoint());
            if (point) {
                fraction += 1 / column.distinct();
            } else {
                fraction += low != null && high != null && column.hasBounds() ? between(column, low, high) : RANGE;
            }
        }
        return Math.min(0.95, fraction);
    }

    private static @Nullable Double number(RexNode node) {
        return node instanceof RexLiteral ? number(((RexLiteral) node).getValueAs(Comparable.class)) : null;
    }

    /** A value in the unit of {@link ColumnEstimate}'s bounds: numbers, days, seconds; null for others. */
    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof BigDecimal) {
            return ((BigDecimal) value).doubleValue();
        }
        if (value instanceof Number) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof DateString) {
            return (double) ((DateString) value).getDaysSinceEpoch();
        }
        if (value instanceof TimestampString) {
            return ((TimestampString) value).getMillisSinceEpoch() / 1000.0;
        }
        return null;
    }
}
