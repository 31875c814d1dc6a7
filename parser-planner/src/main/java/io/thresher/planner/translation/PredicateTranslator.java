package io.thresher.planner.translation;

import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an exact filter a scan can use to skip files, row groups and pages: ranges, lists and null tests of columns. */
final class PredicateTranslator {
    private final List<Integer> columns;

    private PredicateTranslator(List<Integer> columns) {
        this.columns = columns;
    }

    /** The predicates in a filter over a scan's output; output column i is {@code columns[i]} of the table. */
    static List<ColumnPredicate> translate(Expression filter, List<Integer> columns) {
        PredicateTranslator translator = new PredicateTranslator(columns);
        List<ColumnPredicate> predicates = new ArrayList<>();
        List<Expression> conjuncts =
                filter instanceof Expression.And ? ((Expression.And) filter).arguments() : List.of(filter);
        for (Expression conjunct : conjuncts) {
            ColumnPredicate predicate = translator.predicate(conjunct);
            if (predicate != null) {
                predicates.add(predicate);
            } else if (conjunct instanceof Expression.And) {
                predicates.addAll(translate(conjunct, columns));
            }
        }
        return predicates;
    }

    private @Nullable ColumnPredicate predicate(Expression condition) {
        if (condition instanceof Expression.Comparison) {
            return comparison((Expression.Comparison) condition);
        }
        if (condition instanceof Expression.InList) {
            return inList((Expression.InList) condition);
        }
        if (condition instanceof Expression.IsNull) {
            return nullTest(((Expression.IsNull) condition).argument(), true);
        }
        if (condition instanceof Expression.Not) {
            Expression argument = ((Expression.Not) condition).argument();
            return argument instanceof Expression.IsNull
                    ? nullTest(((Expression.IsNull) argument).argument(), false)
                    : null;
        }
        if (condition instanceof Expression.Or) {
            return union(((Expression.Or) condition).arguments());
        }
        return null;
    }

    private @Nullable ColumnPredicate comparison(Expression.Comparison comparison) {
        Integer column = column(comparison.left());
        Expression other = comparison.right();
        ComparisonOperator operator = comparison.operator();
        if (column == null) {
            column = column(comparison.right());
            other = comparison.left();
            operator = operator.mirrored();
        }
        if (column == null || !(other instanceof Expression.Literal)) {
            return null;
        }
        Object value = ((Expression.Literal) other).value();
        if (value == null || value instanceof byte[]) {
            return null;
        }
        return switch (operator) {
            case EQUAL, IS_NOT_DISTINCT -> new ColumnPredicate.Range(column, value, true, value, true);
            case LESS -> new ColumnPredicate.Range(column, null, false, value, false);
            case LESS_OR_EQUAL -> new ColumnPredicate.Range(column, null, false, value, true);
            case GREATER -> new ColumnPredicate.Range(column, value, false, null, false);
            case GREATER_OR_EQUAL -> new ColumnPredicate.Range(column, value, true, null, false);
            case NOT_EQUAL, IS_DISTINCT -> null;
        };
    }

    private @Nullable ColumnPredicate inList(Expression.InList list) {
        Integer column = column(list.argument());
        if (column == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Expression.Literal literal : list.values()) {
            if (literal.value() instanceof byte[]) {
                return null;
            }
            if (literal.value() != null) {
                values.add(literal.value());
            }
        }
        return new ColumnPredicate.InList(column, values);
    }

    private @Nullable ColumnPredicate nullTest(Expression argument, boolean isNull) {
        Integer column = column(argument);
        return column == null ? null : new ColumnPredicate.NullTest(column, isNull);
    }

    /** Equalities and lists of one column, one of which must hold, as one list. */
    private @Nullable ColumnPredicate union(List<Expression> alternatives) {
        Integer column = null;
        List<Object> values = new ArrayList<>();
        for (Expression alternative : alternatives) {
            ColumnPredicate predicate = predicate(alternative);
            if (predicate == null || (column != null && column != predicate.column())) {
                return null;
            }
            column = predicate.column();
            if (predicate instanceof ColumnPredicate.InList) {
                values.addAll(((ColumnPredicate.InList) predicate).values());
            } else if (predicate instanceof ColumnPredicate.Range) {
                ColumnPredicate.Range range = (ColumnPredicate.Range) predicate;
                if (range.low() == null || !range.low().equals(range.high())) {
                    return null;
                }
                values.add(range.low());
            } else {
                return null;
            }
        }
        return column == null ? null : new ColumnPredicate.InList(column, values);
    }

    private @Nullable Integer column(Expression expression) {
        return expression instanceof Expression.ColumnReference
                ? columns.get(((Expression.ColumnReference) expression).index())
                : null;
    }
}
