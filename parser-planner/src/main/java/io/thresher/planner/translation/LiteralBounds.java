package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Compares a column of whole or decimal numbers with a literal of more digits behind the point in the column's own type:
 * {@code i > 2.5} is {@code i > 2}, {@code i < 2.5} is {@code i < 3}. So nothing is converted row by row and scans can
 * prune.
 */
final class LiteralBounds {
    private LiteralBounds() {}

    /** The comparison, or null if it is not of this kind. */
    static @Nullable Expression compare(ComparisonOperator operator, Expression left, Expression right) {
        if (left instanceof Expression.Literal && !(right instanceof Expression.Literal)) {
            return compare(operator.mirrored(), right, left);
        }
        if (left instanceof Expression.Cast && isExact(left.type())) {
            Expression inner = ((Expression.Cast) left).argument();
            if (isExact(inner.type()) && Casts.isWidening(inner.type(), left.type())) {
                return compare(operator, inner, right);
            }
        }
        boolean less = operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_OR_EQUAL;
        boolean greater = operator == ComparisonOperator.GREATER || operator == ComparisonOperator.GREATER_OR_EQUAL;
        if ((!less && !greater) || !(right instanceof Expression.Literal) || !isExact(left.type())) {
            return null;
        }
        BigDecimal value = exact((Expression.Literal) right);
        int scale = left.type().isInteger() ? 0 : left.type().scale();
        if (value == null || value.stripTrailingZeros().scale() <= scale) {
            return null;
        }
        BigDecimal bound = value.setScale(scale, less ? RoundingMode.CEILING : RoundingMode.FLOOR);
        Expression.Literal literal =
                Casts.castLiteral(Casts.decimalLiteral(bound.unscaledValue(), type(bound)), left.type());
        ComparisonOperator strict = less ? ComparisonOperator.LESS : ComparisonOperator.GREATER;
        return literal == null ? null : new Expression.Comparison(strict, left, literal);
    }

    private static DataType type(BigDecimal value) {
        return DataType.decimal(Math.max(1, Math.max(value.precision(), value.scale())), Math.max(0, value.scale()));
    }

    private static boolean isExact(DataType type) {
        return type.isInteger() || type.kind() == TypeKind.DECIMAL;
    }

    private static @Nullable BigDecimal exact(Expression.Literal literal) {
        Object value = literal.value();
        if (value == null || literal.type().kind() != TypeKind.DECIMAL) {
            return null;
        }
        BigInteger unscaled = value instanceof Long ? BigInteger.valueOf((Long) value) : (BigInteger) value;
        return new BigDecimal(unscaled, literal.type().scale());
    }
}
