package io.thresher.planner.catalog;

import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlExtractFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/** EXTRACT: a whole number, but seconds with their fraction, as in PostgreSQL. */
final class ExtractFunction extends SqlExtractFunction {
    /** Digits of a second's fraction. */
    private static final int SCALE = 6;

    private static final int SECOND_PRECISION = 2 + SCALE;
    /** Any 64 bits of microseconds. */
    private static final int EPOCH_PRECISION = 20;

    ExtractFunction() {
        super("EXTRACT", false);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        TimeUnitRange unit = unit(binding);
        if (unit != TimeUnitRange.SECOND && unit != TimeUnitRange.EPOCH) {
            return super.inferReturnType(binding);
        }
        int precision = unit == TimeUnitRange.SECOND ? SECOND_PRECISION : EPOCH_PRECISION;
        RelDataType type = binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, precision, SCALE);
        boolean nullable = binding.getOperandType(1).isNullable();
        return binding.getTypeFactory().createTypeWithNullability(type, nullable);
    }

    private static @Nullable TimeUnitRange unit(SqlOperatorBinding binding) {
        if (binding instanceof SqlCallBinding) {
            SqlNode unit = ((SqlCallBinding) binding).operand(0);
            return unit instanceof SqlIntervalQualifier ? ((SqlIntervalQualifier) unit).timeUnitRange : null;
        }
        return binding.getOperandLiteralValue(0, TimeUnitRange.class);
    }
}
