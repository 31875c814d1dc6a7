package io.thresher.server.avatica;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.plan.Field;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** Describes our types in Avatica's and JDBC's terms. */
final class ResultColumns {
    private ResultColumns() {}

    /** The signature of a statement; {@code fields} is empty for one that returns no rows. */
    static Meta.Signature signature(@Nullable String sql, List<Field> fields, List<DataType> parameters) {
        List<ColumnMetaData> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(column(columns.size(), field));
        }
        List<AvaticaParameter> avaticaParameters = new ArrayList<>();
        for (DataType type : parameters) {
            avaticaParameters.add(new AvaticaParameter(
                    isSigned(type),
                    precision(type),
                    type.scale(),
                    jdbcType(type),
                    typeName(type),
                    className(type),
                    "?" + (avaticaParameters.size() + 1)));
        }
        // Left to null Avatica treats the statement as one whose kind only execution tells.
        Meta.StatementType kind = fields.isEmpty() ? Meta.StatementType.OTHER_DDL : Meta.StatementType.SELECT;
        return Meta.Signature.create(columns, sql, avaticaParameters, Meta.CursorFactory.ARRAY, kind);
    }

    private static ColumnMetaData column(int ordinal, Field field) {
        DataType type = field.type();
        AvaticaType avaticaType = avaticaType(type);
        return new ColumnMetaData(
                ordinal,
                false,
                true,
                true,
                false,
                field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                isSigned(type),
                displaySize(type),
                field.name(),
                field.name(),
                "",
                precision(type),
                type.scale(),
                "",
                "",
                avaticaType,
                true,
                false,
                false,
                className(type));
    }

    /** The class of getObject's answers. */
    private static String className(DataType type) {
        return type.kind() == TypeKind.TIMESTAMP_TZ
                ? OffsetDateTime.class.getName()
                : avaticaType(type).columnClassName();
    }

    static AvaticaType avaticaType(DataType type) {
        Rep rep = switch (type.kind()) {
            case NULL -> Rep.OBJECT;
            case BOOLEAN -> Rep.BOOLEAN;
            case TINYINT -> Rep.BYTE;
            case SMALLINT -> Rep.SHORT;
            case INTEGER, DATE -> Rep.INTEGER;
            case BIGINT -> Rep.LONG;
            case TIME, TIMESTAMP, DECIMAL -> Rep.NUMBER;
            case REAL -> Rep.FLOAT;
            case DOUBLE -> Rep.DOUBLE;
            case TIMESTAMP_TZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, CHAR, VARCHAR -> Rep.STRING;
            case VARBINARY -> Rep.BYTE_STRING;
        };
        return ColumnMetaData.scalar(jdbcType(type), typeName(type), rep);
    }

    static int jdbcType(DataType type) {
        return switch (type.kind()) {
            case NULL -> Types.NULL;
            case BOOLEAN -> Types.BOOLEAN;
            case TINYINT -> Types.TINYINT;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case REAL -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_TZ -> Types.TIMESTAMP_WITH_TIMEZONE;
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, CHAR, VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
        };
    }

    /** The type's name without its length or precision. */
    static String typeName(DataType type) {
        return switch (type.kind()) {
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
            case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
            case NULL,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    REAL,
                    DOUBLE,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    CHAR,
                    VARCHAR,
                    VARBINARY -> type.kind().name();
        };
    }

    static boolean isSigned(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
            case NULL,
                    BOOLEAN,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_DAY_TIME,
                    CHAR,
                    VARCHAR,
                    VARBINARY -> false;
        };
    }

    /** JDBC's precision: digits, characters (0 if unlimited) or fractional digits. */
    static int precision(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case REAL -> 7;
            case DOUBLE -> 15;
            case DATE -> 10;
            case DECIMAL, TIME, TIMESTAMP, TIMESTAMP_TZ -> type.precision();
            case CHAR, VARCHAR, VARBINARY -> Math.max(0, type.precision());
            case NULL, BOOLEAN, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> 0;
        };
    }

    private static int displaySize(DataType type) {
        return switch (type.kind()) {
            case NULL -> 4;
            case BOOLEAN -> 5;
            case TINYINT -> 4;
            case SMALLINT -> 6;
            case INTEGER -> 11;
            case BIGINT -> 20;
            case DECIMAL -> type.precision() + 2;
            case REAL -> 15;
            case DOUBLE -> 25;
            case DATE -> 10;
            case TIME -> 15;
            case TIMESTAMP -> 29;
            case TIMESTAMP_TZ -> 35;
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> 30;
            case CHAR, VARCHAR, VARBINARY -> type.precision() > 0 ? type.precision() : 256;
        };
    }
}
