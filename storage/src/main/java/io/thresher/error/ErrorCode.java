package io.thresher.error;

/** Every error the engine reports, with its kind and SQLSTATE (PostgreSQL's where it has one). */
public enum ErrorCode {
    SYNTAX_ERROR(ErrorKind.USER, "42601"),
    CATALOG_NOT_FOUND(ErrorKind.USER, "3D000"),
    SCHEMA_NOT_FOUND(ErrorKind.USER, "3F000"),
    TABLE_NOT_FOUND(ErrorKind.USER, "42P01"),
    COLUMN_NOT_FOUND(ErrorKind.USER, "42703"),
    AMBIGUOUS_COLUMN(ErrorKind.USER, "42702"),
    DUPLICATE_TABLE(ErrorKind.USER, "42P07"),
    DUPLICATE_SCHEMA(ErrorKind.USER, "42P06"),
    DUPLICATE_COLUMN(ErrorKind.USER, "42701"),
    SCHEMA_NOT_EMPTY(ErrorKind.USER, "2BP01"),
    GROUPING_ERROR(ErrorKind.USER, "42803"),
    FUNCTION_NOT_FOUND(ErrorKind.USER, "42883"),
    TYPE_MISMATCH(ErrorKind.USER, "42804"),
    INVALID_TABLE_DEFINITION(ErrorKind.USER, "42P16"),
    NOT_SUPPORTED(ErrorKind.USER, "0A000"),
    DIVISION_BY_ZERO(ErrorKind.USER, "22012"),
    NUMERIC_OUT_OF_RANGE(ErrorKind.USER, "22003"),
    INVALID_CAST(ErrorKind.USER, "22P02"),
    INVALID_DATETIME(ErrorKind.USER, "22007"),
    INVALID_ARGUMENT(ErrorKind.USER, "22023"),
    INVALID_OPTION_VALUE(ErrorKind.USER, "22023"),
    OPTION_NOT_FOUND(ErrorKind.USER, "42704"),
    SUBQUERY_RETURNED_MULTIPLE_ROWS(ErrorKind.USER, "21000"),
    AUTHENTICATION_FAILED(ErrorKind.USER, "28000"),
    PERMISSION_DENIED(ErrorKind.USER, "42501"),
    READ_ONLY(ErrorKind.USER, "25006"),
    QUERY_CANCELED(ErrorKind.USER, "57014"),
    QUERY_TIMEOUT(ErrorKind.RESOURCE, "57014"),
    MEMORY_LIMIT_EXCEEDED(ErrorKind.RESOURCE, "53200"),
    SPILL_SPACE_EXHAUSTED(ErrorKind.RESOURCE, "53100"),
    TOO_MANY_CONNECTIONS(ErrorKind.RESOURCE, "53300"),
    QUERY_QUEUE_FULL(ErrorKind.RESOURCE, "53400"),
    STATEMENT_TOO_COMPLEX(ErrorKind.USER, "54001"),
    FILE_NOT_FOUND(ErrorKind.EXTERNAL, "58P01"),
    FILE_READ_FAILED(ErrorKind.EXTERNAL, "58030"),
    FILE_WRITE_FAILED(ErrorKind.EXTERNAL, "58030"),
    FILE_CORRUPT(ErrorKind.EXTERNAL, "XX001"),
    BAD_FILE_VALUE(ErrorKind.EXTERNAL, "22P04"),
    METASTORE_UNAVAILABLE(ErrorKind.EXTERNAL, "58000"),
    CONNECTION_NOT_FOUND(ErrorKind.USER, "08003"),
    PROTOCOL_VIOLATION(ErrorKind.EXTERNAL, "08P01"),
    INTERNAL_ERROR(ErrorKind.INTERNAL, "XX000");

    private final ErrorKind kind;
    private final String sqlState;

    ErrorCode(ErrorKind kind, String sqlState) {
        this.kind = kind;
        this.sqlState = sqlState;
    }

    /** Who can mend the error. */
    public ErrorKind kind() {
        return kind;
    }

    /** The five-character SQLSTATE that a JDBC client sees. */
    public String sqlState() {
        return sqlState;
    }
}
