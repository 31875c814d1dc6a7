package io.thresher.planner;

import io.thresher.planner.catalog.EngineTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Calcite's builder of expressions, but a literal cast to REAL becomes the nearest REAL, as a column's value does. */
final class EngineRexBuilder extends RexBuilder {
    EngineRexBuilder() {
        super(EngineTypeFactory.INSTANCE);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos position,
            RelDataType type,
            RexNode expression,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        boolean literal = expression instanceof RexLiteral
                && !((RexLiteral) expression).isNull()
                && SqlTypeUtil.isNumeric(expression.getType());
        if (!literal || type.getSqlTypeName() != SqlTypeName.REAL) {
            return super.makeCast(position, type, expression, matchNullability, safe, format);
        }
        RexLiteral real = real(type, (RexLiteral) expression);
        if (real == null) {
            return makeAbstractCast(position, type, expression, safe, format);
        }
        return matchNullability && type.isNullable() ? makeAbstractCast(position, type, real, safe, format) : real;
    }

    /** The nearest REAL, null if it is out of range. */
    private @Nullable RexLiteral real(RelDataType type, RexLiteral literal) {
        Comparable<?> value = literal.getValueAs(Comparable.class);
        float rounded = value instanceof Number ? ((Number) value).floatValue() : Float.POSITIVE_INFINITY;
        return Float.isInfinite(rounded)
                ? null
                : makeApproxLiteral((double) rounded, getTypeFactory().createTypeWithNullability(type, false));
    }
}
