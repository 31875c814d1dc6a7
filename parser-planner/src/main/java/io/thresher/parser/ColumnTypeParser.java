package io.thresher.parser;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Locale;

/** Reads a column's type. */
final class ColumnTypeParser {
    private ColumnTypeParser() {}

    /**
     * Reads a type.
     *
     * @throws EngineException NOT_SUPPORTED, SYNTAX_ERROR
     */
    static DataType parse(TokenCursor cursor) {
        Token start = cursor.peek();
        DataType type = scalar(cursor, start);
        if (cursor.peek().isSymbol("[")) {
            throw unsupported(cursor, start, type + "[]");
        }
        return cursor.accept("unsigned") ? unsigned(type) : type;
    }

    /** The type that holds every value of an unsigned one. */
    private static DataType unsigned(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> DataType.SMALLINT;
            case SMALLINT -> DataType.INTEGER;
            case INTEGER -> DataType.BIGINT;
            case BIGINT -> DataType.decimal(20, 0);
            default -> type;
        };
    }

    private static EngineException unsupported(TokenCursor cursor, Token start, String name) {
        return new EngineException(
                ErrorCode.NOT_SUPPORTED,
                "Type is not supported: " + name + "; " + SyntaxErrors.position(cursor.sql(), start.start()));
    }

    private static DataType scalar(TokenCursor cursor, Token start) {
        String name = cursor.expectName("type name").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "BOOLEAN", "BOOL" -> DataType.BOOLEAN;
            case "TINYINT", "INT1", "BYTE" -> DataType.TINYINT;
            case "SMALLINT", "INT2", "SHORT" -> DataType.SMALLINT;
            case "INTEGER", "INT", "INT4", "SIGNED" -> DataType.INTEGER;
            case "BIGINT", "INT8", "LONG" -> DataType.BIGINT;
            case "REAL", "FLOAT4" -> DataType.REAL;
            case "FLOAT", "FLOAT8" -> DataType.DOUBLE;
            case "DOUBLE" -> {
                cursor.accept("precision");
                yield DataType.DOUBLE;
            }
            case "DECIMAL", "NUMERIC", "DEC" -> decimal(cursor);
            case "HUGEINT" -> DataType.decimal(38, 0);
            case "UTINYINT" -> DataType.SMALLINT;
            case "USMALLINT" -> DataType.INTEGER;
            case "UINTEGER" -> DataType.BIGINT;
            case "UBIGINT" -> DataType.decimal(20, 0);
            case "DATE" -> DataType.DATE;
            case "TIME" -> {
                precision(cursor, 6);
                cursor.accept("without", "time", "zone");
                yield DataType.TIME;
            }
            case "TIMESTAMP", "DATETIME" -> timestamp(cursor);
            case "TIMESTAMPTZ" -> DataType.timestampTz(precision(cursor, 6));
            case "VARCHAR", "STRING", "TEXT" -> text(cursor);
            case "CHARACTER" -> {
                boolean varying = cursor.accept("varying");
                yield varying ? text(cursor) : DataType.character(precision(cursor, 1));
            }
            case "CHAR" -> DataType.character(precision(cursor, 1));
            case "JSON", "UUID", "BPCHAR", "NAME" -> DataType.VARCHAR;
            case "VARBINARY", "BINARY", "BYTEA", "BLOB", "BYTES" -> {
                precision(cursor, 1);
                yield DataType.VARBINARY;
            }
            default -> throw unsupported(cursor, start, name);
        };
    }

    private static DataType text(TokenCursor cursor) {
        int length = precision(cursor, DataType.UNBOUNDED);
        return length == DataType.UNBOUNDED ? DataType.VARCHAR : DataType.varchar(length);
    }

    private static DataType timestamp(TokenCursor cursor) {
        int precision = Math.max(6, precision(cursor, 6));
        if (precision > 9) {
            throw cursor.wrong("at most 9 fractional digits");
        }
        if (cursor.accept("with", "time", "zone") || cursor.accept("with", "local", "time", "zone")) {
            return DataType.timestampTz(precision);
        }
        cursor.accept("without", "time", "zone");
        return DataType.timestamp(precision);
    }

    private static DataType decimal(TokenCursor cursor) {
        if (!cursor.acceptSymbol("(")) {
            return DataType.decimal(18, 3);
        }
        int precision = cursor.expectNumber("number of digits");
        int scale = cursor.acceptSymbol(",") ? cursor.expectNumber("digits after the point") : 0;
        cursor.expectSymbol(")");
        if (precision < 1 || precision > DataType.MAX_DECIMAL_PRECISION || scale > precision) {
            throw new EngineException(
                    ErrorCode.INVALID_TABLE_DEFINITION,
                    "DECIMAL has 1 to 38 digits, as many or fewer of them after the point: " + precision + ", "
                            + scale);
        }
        return DataType.decimal(precision, scale);
    }

    private static int precision(TokenCursor cursor, int absent) {
        if (!cursor.acceptSymbol("(")) {
            return absent;
        }
        int precision = cursor.expectNumber("length");
        cursor.expectSymbol(")");
        return precision;
    }
}
