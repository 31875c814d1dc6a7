package io.thresher.planner.rule;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.translation.Casts;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares in the narrower type where a cast to a wider one is compared with a literal that the narrower type has:
 * {@code CAST(i AS BIGINT) = 5} is {@code i = 5}, {@code CAST(d AS TIMESTAMP) < TIMESTAMP '2024-01-01 00:00:00'} is
 * {@code d < DATE '2024-01-01'}. Scans prune by the column then.
 */
final class ComparisonUnwrapper {
    private ComparisonUnwrapper() {}

    static RexNode unwrap(RexBuilder rex, RexNode condition) {
        if (!condition.isA(SqlKind.COMPARISON) || !(condition instanceof RexCall)) {
            return condition;
        }
        RexCall call = (RexCall) condition;
        List<RexNode> operands = call.getOperands();
        if (operands.size() != 2) {
            return condition;
        }
        RexNode left = operands.get(0);
        RexNode right = operands.get(1);
        if (right instanceof RexLiteral && left.getKind() == SqlKind.CAST) {
            RexNode inner = ((RexCall) left).getOperands().get(0);
            RexNode literal = narrowed(rex, inner.getType(), left.getType(), (RexLiteral) right);
            return literal == null ? condition : rex.makeCall(call.getOperator(), inner, literal);
        }
        if (left instanceof RexLiteral && right.getKind() == SqlKind.CAST) {
            RexNode inner = ((RexCall) right).getOperands().get(0);
            RexNode literal = narrowed(rex, inner.getType(), right.getType(), (RexLiteral) left);
            return literal == null ? condition : rex.makeCall(call.getOperator(), literal, inner);
        }
        return condition;
    }

    private static @Nullable RexNode narrowed(RexBuilder rex, RelDataType from, RelDataType to, RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        DataType narrow = DataTypes.fromCalcite(from);
        DataType wide = DataTypes.fromCalcite(to);
        if (!Casts.isWidening(narrow, wide)) {
            return null;
        }
        RelDataType type = rex.getTypeFactory().createTypeWithNullability(from, false);
        if (SqlTypeUtil.isExactNumeric(from) && SqlTypeUtil.isExactNumeric(literal.getType())) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            return value == null ? null : exact(rex, value, narrow, type);
        }
        if (narrow.kind() == TypeKind.REAL && SqlTypeUtil.isNumeric(literal.getType())) {
            return real(rex, literal, type);
        }
        boolean midnight = narrow.kind() == TypeKind.DATE
                && wide.kind() == TypeKind.TIMESTAMP
                && literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
        return midnight ? date(rex, literal.getValueAs(TimestampString.class)) : null;
    }

    /** A number that a REAL has exactly. */
    private static @Nullable RexNode real(RexBuilder rex, RexLiteral literal, RelDataType type) {
        Comparable<?> value = literal.getValueAs(Comparable.class);
        double number = value instanceof Number ? ((Number) value).doubleValue() : Double.NaN;
        return (float) number == number ? rex.makeApproxLiteral(number, type) : null;
    }

    private static @Nullable RexNode exact(RexBuilder rex, BigDecimal value, DataType narrow, RelDataType type) {
        int scale = narrow.isInteger() ? 0 : narrow.scale();
        BigDecimal stripped = value.stripTrailingZeros();
        int bits = switch (narrow.kind()) {
            case TINYINT -> 7;
            case SMALLINT -> 15;
            case INTEGER -> 31;
            case BIGINT -> 63;
            default -> 127;
        };
        boolean fits = stripped.scale() <= scale
                && value.toBigInteger().bitLength() <= bits
                && (narrow.isInteger() || stripped.precision() - stripped.scale() <= narrow.precision() - scale);
        return fits ? rex.makeExactLiteral(value.setScale(scale), type) : null;
    }

    private static @Nullable RexNode date(RexBuilder rex, @Nullable TimestampString value) {
        String text = value == null ? "" : value.toString();
        return text.endsWith(" 00:00:00") ? rex.makeDateLiteral(new DateString(text.substring(0, 10))) : null;
    }
}
