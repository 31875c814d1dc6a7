package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Conversions between types that the executor wants to see spelled out, done at once for literals. */
public final class Casts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Casts() {}

    /** The expression as a value of {@code type}: itself, another literal, or a cast. */
    public static Expression cast(Expression expression, DataType type) {
        if (isSame(expression.type(), type)) {
            return expression;
        }
        if (expression instanceof Expression.Literal) {
            Expression.Literal literal = castLiteral((Expression.Literal) expression, type);
            if (literal != null) {
                return literal;
            }
        }
        return new Expression.Cast(expression, type, false);
    }

    /** Whether values need no conversion: the same type, or text of whatever length. */
    public static boolean isSame(DataType from, DataType to) {
        return from.equals(to) || (from.isText() && to.isText());
    }

    /** Whether every value of {@code from} is one of {@code to}, unchanged but for its type. */
    public static boolean isWidening(DataType from, DataType to) {
        if (from.isText() && to.isText()) {
            return to.precision() == DataType.UNBOUNDED
                    || (from.precision() != DataType.UNBOUNDED && from.precision() <= to.precision());
        }
        if (from.isInteger() && to.isInteger()) {
            return from.kind().compareTo(to.kind()) <= 0;
        }
        if (from.isInteger() && to.kind() == TypeKind.DECIMAL) {
            return to.precision() - to.scale() >= integerDigits(from);
        }
        if (from.kind() == TypeKind.DECIMAL && to.kind() == TypeKind.DECIMAL) {
            return to.scale() >= from.scale() && to.precision() - to.scale() >= from.precision() - from.scale();
        }
        return from.equals(to)
                || (from.kind() == TypeKind.REAL && to.kind() == TypeKind.DOUBLE)
                || (from.kind() == TypeKind.DATE && to.kind() == TypeKind.TIMESTAMP);
    }

    /** Digits of the largest value of a whole number type. */
    public static int integerDigits(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
    }

    /** The type to compare values of two types in; {@code left} if there is no better. */
    public static DataType common(DataType left, DataType right) {
        if (isSame(left, right) || right.kind() == TypeKind.NULL) {
            return left;
        }
        if (left.kind() == TypeKind.NULL) {
            return right;
        }
        if (isApproximate(left) || isApproximate(right)) {
            return isApproximate(left) && left.kind() == right.kind() ? left : DataType.DOUBLE;
        }
        if (left.kind() == TypeKind.DECIMAL || right.kind() == TypeKind.DECIMAL) {
            DataType a = asDecimal(left);
            DataType b = asDecimal(right);
            int scale = Math.max(a.scale(), b.scale());
            int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
            return DataType.decimal(Math.max(1, Math.min(whole + scale, DataType.MAX_DECIMAL_PRECISION)), scale);
        }
        if (left.isInteger() && right.isInteger()) {
            return left.kind().compareTo(right.kind()) >= 0 ? left : right;
        }
        return rank(left) >= rank(right) ? left : right;
    }

    private static int rank(DataType type) {
        return switch (type.kind()) {
            case DATE -> 1;
            case TIMESTAMP -> type.isNanos() ? 3 : 2;
            case TIMESTAMP_TZ -> type.isNanos() ? 5 : 4;
            default -> 0;
        };
    }

    static boolean isApproximate(DataType type) {
        return type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }

    static boolean isNumeric(DataType type) {
        return type.isInteger() || type.kind() == TypeKind.DECIMAL || isApproximate(type);
    }

    private static DataType asDecimal(DataType type) {
        return type.kind() == TypeKind.DECIMAL ? type : DataType.decimal(integerDigits(type), 0);
    }

    /** The literal converted, or null if that would lose something or is not known here. */
    static Expression.@Nullable Literal castLiteral(Expression.Literal literal, DataType type) {
        Object value = literal.value();
        if (value == null) {
            return new Expression.Literal(null, type);
        }
        DataType from = literal.type();
        if (isNumeric(from) && isNumeric(type)) {
            return number(toDecimal(value, from), type);
        }
        if (from.kind() == TypeKind.DATE && type.kind() == TypeKind.TIMESTAMP) {
            long factor = type.isNanos() ? MICROS_PER_DAY * 1000 : MICROS_PER_DAY;
            long days = (Long) value;
            return Math.abs(days) < Long.MAX_VALUE / factor ? new Expression.Literal(days * factor, type) : null;
        }
        if (from.kind() == TypeKind.TIMESTAMP
                && type.kind() == TypeKind.TIMESTAMP
                && from.isNanos() == type.isNanos()) {
            return new Expression.Literal(value, type);
        }
        return null;
    }

    private static @Nullable BigDecimal toDecimal(Object value, DataType type) {
        if (value instanceof Double) {
            double number = (Double) value;
            return Double.isNaN(number) || Double.isInfinite(number) ? null : new BigDecimal(number);
        }
        BigInteger unscaled = value instanceof Long ? BigInteger.valueOf((Long) value) : (BigInteger) value;
        return new BigDecimal(unscaled, type.scale());
    }

    private static Expression.@Nullable Literal number(@Nullable BigDecimal number, DataType type) {
        if (number == null) {
            return null;
        }
        if (isApproximate(type)) {
            double value = type.kind() == TypeKind.REAL ? number.floatValue() : number.doubleValue();
            // What is out of range is left to the executor.
            return Double.isInfinite(value) ? null : new Expression.Literal(value, type);
        }
        int scale = type.isInteger() ? 0 : type.scale();
        int digits = type.isInteger() ? integerDigits(type) : type.precision();
        if (number.stripTrailingZeros().scale() > scale) {
            return null;
        }
        BigInteger unscaled = number.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        return fits(unscaled, type, digits) ? decimalLiteral(unscaled, type) : null;
    }

    private static boolean fits(BigInteger unscaled, DataType type, int digits) {
        return switch (type.kind()) {
            case TINYINT -> unscaled.bitLength() < 8;
            case SMALLINT -> unscaled.bitLength() < 16;
            case INTEGER -> unscaled.bitLength() < 32;
            case BIGINT -> unscaled.bitLength() < 64;
            default -> new BigDecimal(unscaled).precision() <= digits;
        };
    }

    /** A literal of an integer or decimal type in the form the executor keeps: Long up to 64 bits, else BigInteger. */
    static Expression.Literal decimalLiteral(BigInteger unscaled, DataType type) {
        boolean wide = type.kind() == TypeKind.DECIMAL && type.precision() > DataType.MAX_SHORT_DECIMAL_PRECISION;
        return new Expression.Literal(wide ? unscaled : (Object) unscaled.longValueExact(), type);
    }
}
