package io.thresher.planner.catalog;

import io.thresher.batch.DataType;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Limits and result types of SQL: DECIMAL to 38 digits, averages are DOUBLE, sums are wider than what they add. */
public final class EngineTypeSystem extends RelDataTypeSystemImpl {
    /** The one instance; it has no state. */
    public static final EngineTypeSystem INSTANCE = new EngineTypeSystem();

    /** Digits behind the point that a decimal quotient keeps at least; PostgreSQL keeps about as many. */
    private static final int QUOTIENT_SCALE = 16;

    private EngineTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case DECIMAL -> DataType.MAX_DECIMAL_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 9;
            case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
            default -> super.getMaxPrecision(typeName);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? DataType.MAX_DECIMAL_PRECISION : super.getMaxScale(typeName);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName typeName) {
        if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
            return SqlTypeName.MAX_INTERVAL_START_PRECISION;
        }
        return switch (typeName) {
            case DECIMAL -> DataType.MAX_DECIMAL_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
            default -> super.getDefaultPrecision(typeName);
        };
    }

    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        SqlTypeName name = argument.getSqlTypeName();
        RelDataType type = switch (name) {
            case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, 0);
            case DECIMAL ->
                factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, argument.getScale());
            case FLOAT, REAL, DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            default -> argument;
        };
        return factory.createTypeWithNullability(type, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        if (!SqlTypeUtil.isNumeric(argument)) {
            return argument;
        }
        return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
    }

    @Override
    public RelDataType deriveCovarType(RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        return factory.createTypeWithNullability(
                factory.createSqlType(SqlTypeName.DOUBLE), first.isNullable() || second.isNullable());
    }

    @Override
    public RelDataType deriveDecimalMultiplyType(RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        RelDataType type = super.deriveDecimalMultiplyType(factory, first, second);
        if (type == null || first.getPrecision() + second.getPrecision() <= DataType.MAX_DECIMAL_PRECISION) {
            return type;
        }
        // Leave room for whole digits when the exact product has no place in 38.
        int kept = Math.max(QUOTIENT_SCALE, Math.max(first.getScale(), second.getScale()));
        int scale = Math.min(first.getScale() + second.getScale(), kept);
        return factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, scale);
    }

    @Override
    public RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType first, RelDataType second) {
        RelDataType type = super.deriveDecimalDivideType(factory, first, second);
        if (type == null) {
            return type;
        }
        int scale = Math.max(QUOTIENT_SCALE, Math.max(first.getScale(), second.getScale()));
        return factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, scale);
    }
}
