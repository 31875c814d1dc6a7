package io.thresher.execution.expression.evaluation;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.Expression;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two bounds, inclusive, on one INT32 or INT64 column: two comparisons done in one pass. */
record ColumnRange(int column, DataType type, long low, long high) {
    private boolean isTwoSided() {
        return low != Long.MIN_VALUE && high != Long.MAX_VALUE;
    }

    private ColumnRange narrow(ColumnRange other) {
        return new ColumnRange(column, type, Math.max(low, other.low), Math.min(high, other.high));
    }

    /** Takes out of the conjuncts the comparisons that make two-sided ranges, and returns those. */
    static List<ColumnRange> extract(List<Expression> conjuncts) {
        Map<Integer, ColumnRange> ranges = new LinkedHashMap<>();
        for (Expression conjunct : conjuncts) {
            ColumnRange range = of(conjunct);
            if (range.column >= 0) {
                ranges.merge(range.column, range, ColumnRange::narrow);
            }
        }
        ranges.values().removeIf(range -> !range.isTwoSided());
        for (Iterator<Expression> i = conjuncts.iterator(); i.hasNext(); ) {
            if (ranges.containsKey(of(i.next()).column)) {
                i.remove();
            }
        }
        return new ArrayList<>(ranges.values());
    }

    private static final ColumnRange NONE = new ColumnRange(-1, DataType.NULL, 0, 0);

    /** The range of {@code column operator literal}; NONE for anything else, and at the ends of the 64-bit range. */
    private static ColumnRange of(Expression expression) {
        if (!(expression instanceof Expression.Comparison comparison)
                || !(comparison.left() instanceof Expression.ColumnReference reference)
                || !(comparison.right() instanceof Expression.Literal literal)
                || !(literal.value() instanceof Long value)
                || value == Long.MIN_VALUE
                || value == Long.MAX_VALUE) {
            return NONE;
        }
        DataType type = reference.type();
        if (type.physicalType() != PhysicalType.INT32 && type.physicalType() != PhysicalType.INT64) {
            return NONE;
        }
        int column = reference.index();
        return switch (comparison.operator()) {
            case LESS -> new ColumnRange(column, type, Long.MIN_VALUE, value - 1);
            case LESS_OR_EQUAL -> new ColumnRange(column, type, Long.MIN_VALUE, value);
            case GREATER -> new ColumnRange(column, type, value + 1, Long.MAX_VALUE);
            case GREATER_OR_EQUAL -> new ColumnRange(column, type, value, Long.MAX_VALUE);
            case EQUAL, NOT_EQUAL, IS_DISTINCT, IS_NOT_DISTINCT -> NONE;
        };
    }
}
