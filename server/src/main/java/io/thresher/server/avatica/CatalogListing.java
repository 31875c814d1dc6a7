package io.thresher.server.avatica;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.plan.Field;
import io.thresher.server.query.LikePattern;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of JDBC's DatabaseMetaData, with the columns that JDBC prescribes. Thread-safe. */
public final class CatalogListing {
    private static final String TABLE_TYPE = "TABLE";

    private final Catalog catalog;

    /** Lists {@code catalog}. */
    public CatalogListing(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Columns and rows of one answer. */
    record Listing(List<Field> fields, List<Object> rows) {}

    Listing catalogs() {
        return new Listing(text("TABLE_CAT"), List.of());
    }

    Listing tableTypes() {
        return new Listing(text("TABLE_TYPE"), List.of((Object) new Object[] {TABLE_TYPE}));
    }

    Listing schemas(@Nullable String pattern) {
        List<Object> rows = new ArrayList<>();
        for (String schema : catalog.schemas()) {
            if (LikePattern.matches(pattern, schema)) {
                rows.add(new Object[] {schema, null});
            }
        }
        return new Listing(text("TABLE_SCHEM", "TABLE_CATALOG"), rows);
    }

    Listing tables(@Nullable String schemaPattern, @Nullable String tablePattern, @Nullable List<String> types) {
        List<Object> rows = new ArrayList<>();
        if (types == null || types.contains(TABLE_TYPE)) {
            for (TableName name : names(schemaPattern, tablePattern)) {
                rows.add(new Object[] {null, name.schema(), name.table(), TABLE_TYPE, null, null, null, null, null, null
                });
            }
        }
        List<Field> fields = text(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "TABLE_TYPE",
                "REMARKS",
                "TYPE_CAT",
                "TYPE_SCHEM",
                "TYPE_NAME",
                "SELF_REFERENCING_COL_NAME",
                "REF_GENERATION");
        return new Listing(fields, rows);
    }

    Listing columns(@Nullable String schemaPattern, @Nullable String tablePattern, @Nullable String columnPattern) {
        List<Object> rows = new ArrayList<>();
        for (TableName name : names(schemaPattern, tablePattern)) {
            // A table dropped since it was listed is simply not there.
            Optional<Table> table = catalog.findTable(name);
            if (table.isPresent()) {
                addColumns(table.get(), columnPattern, rows);
            }
        }
        return new Listing(columnFields(), rows);
    }

    private static void addColumns(Table table, @Nullable String columnPattern, List<Object> rows) {
        int position = 0;
        for (ColumnDefinition column : table.columns()) {
            position++;
            if (!LikePattern.matches(columnPattern, column.name())) {
                continue;
            }
            DataType type = column.type();
            boolean numeric = ResultColumns.isSigned(type);
            rows.add(new Object[] {
                null,
                table.name().schema(),
                table.name().table(),
                column.name(),
                ResultColumns.jdbcType(type),
                ResultColumns.typeName(type),
                ResultColumns.precision(type),
                null,
                numeric ? type.scale() : null,
                numeric ? 10 : null,
                column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                null,
                null,
                null,
                null,
                type.isText() ? ResultColumns.precision(type) : null,
                position,
                column.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO"
            });
        }
    }

    private List<TableName> names(@Nullable String schemaPattern, @Nullable String tablePattern) {
        List<TableName> names = new ArrayList<>();
        for (String schema : catalog.schemas()) {
            if (!LikePattern.matches(schemaPattern, schema)) {
                continue;
            }
            for (TableName name : catalog.tables(schema)) {
                if (LikePattern.matches(tablePattern, name.table())) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    Listing typeInfo() {
        List<Object> rows = new ArrayList<>();
        for (TypeKind kind : TypeKind.values()) {
            if (kind == TypeKind.NULL || kind == TypeKind.INTERVAL_YEAR_MONTH || kind == TypeKind.INTERVAL_DAY_TIME) {
                continue;
            }
            DataType type = kind == TypeKind.DECIMAL
                    ? DataType.decimal(DataType.MAX_DECIMAL_PRECISION, 0)
                    : new DataType(kind, 0, 0);
            String quote = type.isText() ? "'" : null;
            rows.add(new Object[] {
                ResultColumns.typeName(type),
                ResultColumns.jdbcType(type),
                ResultColumns.precision(type),
                quote,
                quote,
                kind == TypeKind.DECIMAL ? "precision,scale" : null,
                (short) DatabaseMetaData.typeNullable,
                type.isText(),
                (short) DatabaseMetaData.typeSearchable,
                !ResultColumns.isSigned(type),
                kind == TypeKind.DECIMAL,
                false,
                ResultColumns.typeName(type),
                (short) 0,
                (short) (kind == TypeKind.DECIMAL ? DataType.MAX_DECIMAL_PRECISION : 0),
                null,
                null,
                10
            });
        }
        return new Listing(typeInfoFields(), rows);
    }

    private static List<Field> text(String... names) {
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(new Field(name, DataType.VARCHAR, true));
        }
        return fields;
    }

    /** Fields from "NAME" (text), "NAME:i" (INTEGER), "NAME:s" (SMALLINT) and "NAME:b" (BOOLEAN). */
    private static List<Field> fields(String... descriptions) {
        List<Field> fields = new ArrayList<>();
        for (String description : descriptions) {
            int colon = description.indexOf(':');
            String name = colon < 0 ? description : description.substring(0, colon);
            DataType type = switch (colon < 0 ? 't' : description.charAt(colon + 1)) {
                case 'i' -> DataType.INTEGER;
                case 's' -> DataType.SMALLINT;
                case 'b' -> DataType.BOOLEAN;
                default -> DataType.VARCHAR;
            };
            fields.add(new Field(name, type, true));
        }
        return fields;
    }

    private static List<Field> columnFields() {
        return fields(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME",
                "DATA_TYPE:i",
                "TYPE_NAME",
                "COLUMN_SIZE:i",
                "BUFFER_LENGTH:i",
                "DECIMAL_DIGITS:i",
                "NUM_PREC_RADIX:i",
                "NULLABLE:i",
                "REMARKS",
                "COLUMN_DEF",
                "SQL_DATA_TYPE:i",
                "SQL_DATETIME_SUB:i",
                "CHAR_OCTET_LENGTH:i",
                "ORDINAL_POSITION:i",
                "IS_NULLABLE",
                "SCOPE_CATALOG",
                "SCOPE_SCHEMA",
                "SCOPE_TABLE",
                "SOURCE_DATA_TYPE:s",
                "IS_AUTOINCREMENT",
                "IS_GENERATEDCOLUMN");
    }

    private static List<Field> typeInfoFields() {
        return fields(
                "TYPE_NAME",
                "DATA_TYPE:i",
                "PRECISION:i",
                "LITERAL_PREFIX",
                "LITERAL_SUFFIX",
                "CREATE_PARAMS",
                "NULLABLE:s",
                "CASE_SENSITIVE:b",
                "SEARCHABLE:s",
                "UNSIGNED_ATTRIBUTE:b",
                "FIXED_PREC_SCALE:b",
                "AUTO_INCREMENT:b",
                "LOCAL_TYPE_NAME",
                "MINIMUM_SCALE:s",
                "MAXIMUM_SCALE:s",
                "SQL_DATA_TYPE:i",
                "SQL_DATETIME_SUB:i",
                "NUM_PREC_RADIX:i");
    }
}
