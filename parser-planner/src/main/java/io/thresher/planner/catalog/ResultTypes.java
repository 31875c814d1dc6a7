package io.thresher.planner.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** How result types follow from argument types; every one is nullable if an argument is. */
final class ResultTypes {
    static final SqlReturnTypeInference TEXT = nullable(SqlTypeName.VARCHAR);
    static final SqlReturnTypeInference BINARY = nullable(SqlTypeName.VARBINARY);
    static final SqlReturnTypeInference BOOLEAN = nullable(SqlTypeName.BOOLEAN);
    static final SqlReturnTypeInference INTEGER = nullable(SqlTypeName.INTEGER);
    static final SqlReturnTypeInference BIGINT = nullable(SqlTypeName.BIGINT);
    static final SqlReturnTypeInference DOUBLE = nullable(SqlTypeName.DOUBLE);
    static final SqlReturnTypeInference DATE = nullable(SqlTypeName.DATE);
    static final SqlReturnTypeInference TIMESTAMP = nullable(SqlTypeName.TIMESTAMP);
    static final SqlReturnTypeInference TIMESTAMP_TZ =
            ((SqlReturnTypeInference) DataTypes::timestampTz).andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference FIRST = ReturnTypes.ARG0_NULLABLE;
    static final SqlReturnTypeInference SECOND = ReturnTypes.ARG1.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference THIRD = ReturnTypes.ARG2.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference INTERVAL = ((SqlReturnTypeInference)
                    binding -> DataTypes.intervalDayTime(binding.getTypeFactory()))
            .andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference COMMON = ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
    /** The first argument if it is a decimal or whole number, else DOUBLE. */
    static final SqlReturnTypeInference EXACT_OR_DOUBLE = ((SqlReturnTypeInference) binding -> {
                RelDataType type = binding.getOperandType(0);
                return SqlTypeUtil.isExactNumeric(type) ? type : type(binding, SqlTypeName.DOUBLE);
            })
            .andThen(SqlTypeTransforms.TO_NULLABLE);
    /** ROUND, TRUNCATE: a decimal keeps its scale but for a literal number of digits that is smaller. */
    static final SqlReturnTypeInference ROUNDED =
            ((SqlReturnTypeInference) ResultTypes::rounded).andThen(SqlTypeTransforms.TO_NULLABLE);
    /** FLOOR, CEIL: a decimal loses its scale, everything else keeps its type. */
    static final SqlReturnTypeInference WHOLE =
            ((SqlReturnTypeInference) ResultTypes::whole).andThen(SqlTypeTransforms.TO_NULLABLE);
    /** The addition and subtraction of numbers, dates and intervals. */
    static final SqlReturnTypeInference SUM =
            ((SqlReturnTypeInference) ResultTypes::sum).andThen(SqlTypeTransforms.TO_NULLABLE);
    /** The remainder of a division of numbers. */
    static final SqlReturnTypeInference REMAINDER = ReturnTypes.DECIMAL_MOD_NULLABLE.orElse(COMMON);

    private ResultTypes() {}

    private static SqlReturnTypeInference nullable(SqlTypeName name) {
        return ReturnTypes.explicit(name).andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    private static RelDataType type(SqlOperatorBinding binding, SqlTypeName name) {
        return binding.getTypeFactory().createSqlType(name);
    }

    private static RelDataType rounded(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        if (!SqlTypeUtil.isDecimal(type)) {
            return SqlTypeUtil.isApproximateNumeric(type) ? type(binding, SqlTypeName.DOUBLE) : type;
        }
        int digits = 0;
        if (binding.getOperandCount() > 1) {
            if (!binding.isOperandLiteral(1, false) || binding.isOperandNull(1, true)) {
                return type;
            }
            Integer literal = binding.getOperandLiteralValue(1, Integer.class);
            digits = literal == null ? type.getScale() : literal;
        }
        return shortened(binding, type, Math.max(0, digits));
    }

    private static RelDataType whole(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        return SqlTypeUtil.isDecimal(type) ? shortened(binding, type, 0) : type;
    }

    /** A decimal with at most {@code digits} behind the point and room for a carry. */
    private static RelDataType shortened(SqlOperatorBinding binding, RelDataType type, int digits) {
        if (digits >= type.getScale()) {
            return type;
        }
        int precision = Math.min(type.getPrecision() - type.getScale() + digits + 1, 38);
        return binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, precision, digits);
    }

    private static RelDataType sum(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType left = binding.getOperandType(0);
        RelDataType right = binding.getOperandType(1);
        if (SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isDatetime(right)) {
            boolean days = left.getSqlTypeName() == SqlTypeName.DATE && right.getSqlTypeName() == SqlTypeName.DATE;
            return days ? type(binding, SqlTypeName.INTEGER) : DataTypes.intervalDayTime(factory);
        }
        RelDataType date = SqlTypeUtil.isDatetime(left) ? left : right;
        RelDataType other = SqlTypeUtil.isDatetime(left) ? right : left;
        if (SqlTypeUtil.isDatetime(date)) {
            boolean time = SqlTypeUtil.isInterval(other)
                    && !SqlTypeName.YEAR_INTERVAL_TYPES.contains(other.getSqlTypeName())
                    && other.getSqlTypeName() != SqlTypeName.INTERVAL_DAY;
            return date.getSqlTypeName() == SqlTypeName.DATE && time ? type(binding, SqlTypeName.TIMESTAMP) : date;
        }
        if (SqlTypeUtil.isInterval(left) || SqlTypeUtil.isInterval(right)) {
            RelDataType common = ReturnTypes.LEAST_RESTRICTIVE.inferReturnType(binding);
            return common == null ? left : common;
        }
        RelDataType type = ReturnTypes.NULLABLE_SUM.inferReturnType(binding);
        return type == null ? left : type;
    }
}
