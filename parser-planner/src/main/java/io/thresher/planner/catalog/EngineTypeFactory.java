package io.thresher.planner.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes Calcite's types. Text is UTF-8, CHAR is VARCHAR (values carry no padding, so literals need none either), FLOAT is
 * DOUBLE, and mixing decimals keeps the digits behind the point.
 */
public final class EngineTypeFactory extends SqlTypeFactoryImpl {
    /** The shared instance; types are interned, it holds nothing else. */
    public static final EngineTypeFactory INSTANCE = new EngineTypeFactory();

    private EngineTypeFactory() {
        super(EngineTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName) {
        return super.createSqlType(ours(typeName));
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName, int precision) {
        SqlTypeName name = ours(typeName);
        return name.allowsPrec() ? super.createSqlType(name, precision) : super.createSqlType(name);
    }

    private static SqlTypeName ours(SqlTypeName name) {
        return switch (name) {
            case CHAR -> SqlTypeName.VARCHAR;
            case BINARY -> SqlTypeName.VARBINARY;
            case FLOAT -> SqlTypeName.DOUBLE;
            case TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            default -> name;
        };
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        if (mixesNumbersAndDates(types)) {
            return null;
        }
        boolean decimal = false;
        boolean nullable = false;
        int scale = 0;
        int whole = 0;
        for (RelDataType type : types) {
            nullable |= type.isNullable();
            if (type.getSqlTypeName() == SqlTypeName.NULL) {
                nullable = true;
            } else if (SqlTypeUtil.isExactNumeric(type)) {
                decimal |= SqlTypeUtil.isDecimal(type);
                scale = Math.max(scale, type.getScale());
                whole = Math.max(whole, type.getPrecision() - type.getScale());
            } else {
                return super.leastRestrictive(types, rule);
            }
        }
        if (!decimal) {
            return super.leastRestrictive(types, rule);
        }
        int precision = Math.min(whole + scale, typeSystem.getMaxPrecision(SqlTypeName.DECIMAL));
        return createTypeWithNullability(createSqlType(SqlTypeName.DECIMAL, precision, scale), nullable);
    }

    /** Calcite would take the date. */
    private static boolean mixesNumbersAndDates(List<RelDataType> types) {
        boolean numbers = false;
        boolean dates = false;
        for (RelDataType type : types) {
            numbers |= SqlTypeUtil.isNumeric(type);
            dates |= SqlTypeUtil.isDatetime(type) || SqlTypeUtil.isInterval(type);
        }
        return numbers && dates;
    }
}
