package io.thresher.planner;

import static org.apache.calcite.util.Static.RESOURCE;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Implicit conversions as in PostgreSQL: a string literal becomes what stands beside it, numbers widen, a date becomes a
 * timestamp. Text that is no literal is never converted silently, and nothing is converted to text.
 */
final class EngineTypeCoercion extends TypeCoercionImpl {
    EngineTypeCoercion(RelDataTypeFactory factory, SqlValidator validator) {
        super(factory, validator);
    }

    @Override
    protected boolean needToCast(SqlValidatorScope scope, SqlNode node, RelDataType to, SqlTypeMappingRule rule) {
        RelDataType from = validator.deriveType(scope, node);
        if (from != null && !isAllowed(node, from, to)) {
            throw validator.newValidationError(node, RESOURCE.cannotCastValue(from.toString(), to.toString()));
        }
        return super.needToCast(scope, node, to, rule);
    }

    private static boolean isAllowed(SqlNode node, RelDataType from, RelDataType to) {
        SqlTypeName fromName = from.getSqlTypeName();
        SqlTypeName toName = to.getSqlTypeName();
        boolean open = fromName == SqlTypeName.NULL
                || fromName == SqlTypeName.ANY
                || toName == SqlTypeName.ANY
                || fromName == SqlTypeName.UNKNOWN
                || from.isStruct()
                || to.isStruct();
        if (open || SqlTypeUtil.isCharacter(from) == SqlTypeUtil.isCharacter(to)) {
            boolean truth = !open
                    && (SqlTypeUtil.isBoolean(from) != SqlTypeUtil.isBoolean(to))
                    && !SqlTypeUtil.isCharacter(from);
            return !truth;
        }
        return SqlTypeUtil.isCharacter(from) && isLiteral(node);
    }

    private static boolean isLiteral(SqlNode node) {
        if (node.getKind() == SqlKind.AS) {
            return isLiteral(((SqlCall) node).operand(0));
        }
        return node instanceof SqlLiteral;
    }

    private static boolean isRealBesideOther(RelDataType first, RelDataType second) {
        boolean numbers = SqlTypeUtil.isNumeric(first) && SqlTypeUtil.isNumeric(second);
        boolean real = first.getSqlTypeName() == SqlTypeName.REAL;
        return numbers && real != (second.getSqlTypeName() == SqlTypeName.REAL);
    }

    /** A REAL beside another number is compared as DOUBLE, so that it equals no decimal that it only comes near to. */
    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(
            @Nullable RelDataType first, @Nullable RelDataType second) {
        if (first == null || second == null || !isRealBesideOther(first, second)) {
            return super.commonTypeForBinaryComparison(first, second);
        }
        RelDataType type = factory.createSqlType(SqlTypeName.DOUBLE);
        return factory.createTypeWithNullability(type, first.isNullable() || second.isNullable());
    }

    @Override
    public @Nullable RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
        boolean text = expected == SqlTypeFamily.CHARACTER || expected == SqlTypeFamily.STRING;
        boolean toText = text && !SqlTypeUtil.isCharacter(in) && in.getSqlTypeName() != SqlTypeName.NULL;
        return toText ? null : super.implicitCast(in, expected);
    }
}
