package io.thresher.planner.catalog;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Our types as Calcite's and back. */
public final class DataTypes {
    private DataTypes() {}

    /** Calcite's type for a column of ours. */
    public static RelDataType toCalcite(RelDataTypeFactory factory, DataType type, boolean nullable) {
        return factory.createTypeWithNullability(toCalcite(factory, type), nullable);
    }

    private static RelDataType toCalcite(RelDataTypeFactory factory, DataType type) {
        return switch (type.kind()) {
            case NULL -> factory.createSqlType(SqlTypeName.NULL);
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
            case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case REAL -> factory.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, 6);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, Math.max(6, type.precision()));
            case TIMESTAMP_TZ ->
                factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, Math.max(6, type.precision()));
            case INTERVAL_YEAR_MONTH ->
                factory.createSqlIntervalType(
                        new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
            case INTERVAL_DAY_TIME -> intervalDayTime(factory);
            case CHAR, VARCHAR -> bounded(factory, SqlTypeName.VARCHAR, type.precision());
            case VARBINARY -> bounded(factory, SqlTypeName.VARBINARY, type.precision());
        };
    }

    static RelDataType timestampTz(org.apache.calcite.sql.SqlOperatorBinding binding) {
        return binding.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
    }

    static RelDataType intervalDayTime(RelDataTypeFactory factory) {
        return factory.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    }

    private static RelDataType bounded(RelDataTypeFactory factory, SqlTypeName name, int length) {
        return length == DataType.UNBOUNDED ? factory.createSqlType(name) : factory.createSqlType(name, length);
    }

    /**
     * Our type for Calcite's.
     *
     * @throws EngineException NOT_SUPPORTED for arrays, rows and the like
     */
    public static DataType fromCalcite(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
            return DataType.INTERVAL_YEAR_MONTH;
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
            return DataType.INTERVAL_DAY_TIME;
        }
        return switch (name) {
            case NULL, UNKNOWN -> DataType.NULL;
            case BOOLEAN -> DataType.BOOLEAN;
            case TINYINT -> DataType.TINYINT;
            case SMALLINT -> DataType.SMALLINT;
            case INTEGER -> DataType.INTEGER;
            case BIGINT -> DataType.BIGINT;
            case DECIMAL -> DataType.decimal(Math.max(1, type.getPrecision()), type.getScale());
            case REAL -> DataType.REAL;
            case FLOAT, DOUBLE -> DataType.DOUBLE;
            case DATE -> DataType.DATE;
            case TIME -> DataType.TIME;
            case TIMESTAMP -> DataType.timestamp(Math.max(6, type.getPrecision()));
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> DataType.timestampTz(Math.max(6, type.getPrecision()));
            case CHAR, VARCHAR -> type.getPrecision() < 0 ? DataType.VARCHAR : DataType.varchar(type.getPrecision());
            case BINARY, VARBINARY -> DataType.VARBINARY;
            default ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "Type is not supported; cast it to a plain one: " + type);
        };
    }
}
