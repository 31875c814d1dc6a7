package io.thresher.execution.expression.evaluation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import io.thresher.execution.function.scalar.ScalarFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What can be said of an expression without evaluating it. */
public final class ExpressionTraits {
    /** Functions that raise no error for any argument. */
    private static final Set<String> NEVER_FAIL = Set.of(
            "like",
            "ilike",
            "upper",
            "lower",
            "length",
            "octet_length",
            "trim",
            "ltrim",
            "rtrim",
            "starts_with",
            "ends_with",
            "contains",
            "concat",
            "concat_all",
            "position",
            "strpos",
            "is_nan",
            "is_infinite",
            "sign",
            "extract_year",
            "extract_quarter",
            "extract_month",
            "extract_week",
            "extract_day",
            "extract_dow",
            "extract_isodow",
            "extract_doy",
            "extract_hour",
            "extract_minute",
            "extract_second",
            "reverse");

    private ExpressionTraits() {}

    /** Whether an error concerns the values, not the resources or the statement. */
    static boolean isDataError(ErrorCode code) {
        return switch (code) {
            case DIVISION_BY_ZERO, NUMERIC_OUT_OF_RANGE, INVALID_CAST, INVALID_DATETIME, INVALID_ARGUMENT -> true;
            default -> false;
        };
    }

    private static List<Expression> inputs(Expression expression) {
        return expression.accept(new Inputs());
    }

    /** The columns an expression reads. */
    public static Set<Integer> columns(Expression expression) {
        Set<Integer> columns = new TreeSet<>();
        collect(expression, columns);
        return columns;
    }

    private static void collect(Expression expression, Set<Integer> columns) {
        if (expression instanceof Expression.ColumnReference reference) {
            columns.add(reference.index());
        }
        for (Expression input : inputs(expression)) {
            collect(input, columns);
        }
    }

    /** A column that the expression, which reads one, reads. */
    static Expression.ColumnReference anyColumn(Expression expression) {
        if (expression instanceof Expression.ColumnReference reference) {
            return reference;
        }
        for (Expression input : inputs(expression)) {
            if (!columns(input).isEmpty()) {
                return anyColumn(input);
            }
        }
        throw new IllegalArgumentException("Expression reads no column: " + expression);
    }

    /** Whether equal columns always give an equal value within a query. */
    static boolean isDeterministic(Expression expression) {
        if (expression instanceof Expression.Call call
                && !ScalarFunctions.registry().scalar(call.function()).deterministic()) {
            return false;
        }
        return inputs(expression).stream().allMatch(ExpressionTraits::isDeterministic);
    }

    /** Whether evaluation may raise an error for some value. */
    static boolean canFail(Expression expression) {
        if (expression instanceof Expression.Call call && !NEVER_FAIL.contains(call.function())) {
            return true;
        }
        if (expression instanceof Expression.Cast cast
                && !cast.safe()
                && !isWidening(cast.argument().type(), cast.type())) {
            return true;
        }
        return inputs(expression).stream().anyMatch(ExpressionTraits::canFail);
    }

    private static boolean isWidening(DataType from, DataType to) {
        return from.isInteger() && (to.kind() == TypeKind.BIGINT || to.kind() == TypeKind.DOUBLE)
                || from.kind() == TypeKind.DECIMAL && to.kind() == TypeKind.DOUBLE
                || to.isText();
    }

    /**
     * Whether the expression is NULL only because a column it reads is: then, without NULLs in them, it has none.
     */
    static boolean isNullOnlyByColumns(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value() != null;
        }
        boolean known = expression instanceof Expression.ColumnReference
                || expression instanceof Expression.Comparison
                || expression instanceof Expression.And
                || expression instanceof Expression.Or
                || expression instanceof Expression.Not
                || expression instanceof Expression.IsNull
                || expression instanceof Expression.Cast cast && !cast.safe()
                || expression instanceof Expression.InList in
                        && in.values().stream().allMatch(value -> value.value() != null);
        return known && inputs(expression).stream().allMatch(ExpressionTraits::isNullOnlyByColumns);
    }

    /** The direct inputs of a node. */
    private static final class Inputs implements ExpressionVisitor<List<Expression>> {
        @Override
        public List<Expression> visitColumnReference(Expression.ColumnReference expression) {
            return List.of();
        }

        @Override
        public List<Expression> visitLiteral(Expression.Literal expression) {
            return List.of();
        }

        @Override
        public List<Expression> visitCall(Expression.Call expression) {
            return expression.arguments();
        }

        @Override
        public List<Expression> visitComparison(Expression.Comparison expression) {
            return List.of(expression.left(), expression.right());
        }

        @Override
        public List<Expression> visitAnd(Expression.And expression) {
            return expression.arguments();
        }

        @Override
        public List<Expression> visitOr(Expression.Or expression) {
            return expression.arguments();
        }

        @Override
        public List<Expression> visitNot(Expression.Not expression) {
            return List.of(expression.argument());
        }

        @Override
        public List<Expression> visitIsNull(Expression.IsNull expression) {
            return List.of(expression.argument());
        }

        @Override
        public List<Expression> visitInList(Expression.InList expression) {
            return List.of(expression.argument());
        }

        @Override
        public List<Expression> visitCase(Expression.Case expression) {
            List<Expression> inputs = new ArrayList<>(expression.conditions());
            inputs.addAll(expression.results());
            inputs.add(expression.otherwise());
            return inputs;
        }

        @Override
        public List<Expression> visitCast(Expression.Cast expression) {
            return List.of(expression.argument());
        }
    }
}
