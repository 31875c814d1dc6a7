package io.thresher.batch;

/**
 * A logical type. {@code precision} counts digits for DECIMAL (1 to 38), characters for CHAR and VARCHAR
 * ({@link #UNBOUNDED} if not limited) and fractional second digits for TIME and TIMESTAMP; {@code scale} is DECIMAL's.
 * Nullability belongs to the column, not to the type.
 */
public record DataType(TypeKind kind, int precision, int scale) {
    /** Length of a VARCHAR or VARBINARY without limit. */
    public static final int UNBOUNDED = -1;
    /** The most digits a DECIMAL holds. */
    public static final int MAX_DECIMAL_PRECISION = 38;
    /** The most digits a DECIMAL held in 64 bits has. */
    public static final int MAX_SHORT_DECIMAL_PRECISION = 18;

    public static final DataType NULL = new DataType(TypeKind.NULL, 0, 0);
    public static final DataType BOOLEAN = new DataType(TypeKind.BOOLEAN, 0, 0);
    public static final DataType TINYINT = new DataType(TypeKind.TINYINT, 0, 0);
    public static final DataType SMALLINT = new DataType(TypeKind.SMALLINT, 0, 0);
    public static final DataType INTEGER = new DataType(TypeKind.INTEGER, 0, 0);
    public static final DataType BIGINT = new DataType(TypeKind.BIGINT, 0, 0);
    public static final DataType REAL = new DataType(TypeKind.REAL, 0, 0);
    public static final DataType DOUBLE = new DataType(TypeKind.DOUBLE, 0, 0);
    public static final DataType DATE = new DataType(TypeKind.DATE, 0, 0);
    public static final DataType TIME = new DataType(TypeKind.TIME, 6, 0);
    public static final DataType TIMESTAMP = new DataType(TypeKind.TIMESTAMP, 6, 0);
    public static final DataType TIMESTAMP_TZ = new DataType(TypeKind.TIMESTAMP_TZ, 6, 0);
    public static final DataType INTERVAL_YEAR_MONTH = new DataType(TypeKind.INTERVAL_YEAR_MONTH, 0, 0);
    public static final DataType INTERVAL_DAY_TIME = new DataType(TypeKind.INTERVAL_DAY_TIME, 6, 0);
    public static final DataType VARCHAR = new DataType(TypeKind.VARCHAR, UNBOUNDED, 0);
    public static final DataType VARBINARY = new DataType(TypeKind.VARBINARY, UNBOUNDED, 0);

    /** DECIMAL of {@code precision} digits, {@code scale} of them after the point. */
    public static DataType decimal(int precision, int scale) {
        if (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("Not a decimal type: " + precision + ", " + scale);
        }
        return new DataType(TypeKind.DECIMAL, precision, scale);
    }

    /** TIMESTAMP with {@code precision} fractional digits: micros up to 6, nanos for 7 to 9. */
    public static DataType timestamp(int precision) {
        return new DataType(TypeKind.TIMESTAMP, precision, 0);
    }

    /** TIMESTAMP_TZ with {@code precision} fractional digits: micros up to 6, nanos for 7 to 9. */
    public static DataType timestampTz(int precision) {
        return new DataType(TypeKind.TIMESTAMP_TZ, precision, 0);
    }

    /** VARCHAR of at most {@code length} characters. */
    public static DataType varchar(int length) {
        return new DataType(TypeKind.VARCHAR, length, 0);
    }

    /** CHAR of {@code length} characters; values are kept without the padding. */
    public static DataType character(int length) {
        return new DataType(TypeKind.CHAR, length, 0);
    }

    /** How values of this type lie in memory. */
    public PhysicalType physicalType() {
        return switch (kind) {
            case NULL, BOOLEAN -> PhysicalType.INT8;
            case TINYINT, SMALLINT, INTEGER, DATE, INTERVAL_YEAR_MONTH -> PhysicalType.INT32;
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL_DAY_TIME -> PhysicalType.INT64;
            case DECIMAL -> precision <= MAX_SHORT_DECIMAL_PRECISION ? PhysicalType.INT64 : PhysicalType.INT128;
            case REAL, DOUBLE -> PhysicalType.FLOAT64;
            case CHAR, VARCHAR, VARBINARY -> PhysicalType.VIEW;
        };
    }

    /** Whether values are text. */
    public boolean isText() {
        return kind == TypeKind.VARCHAR || kind == TypeKind.CHAR;
    }

    /** Whether values are whole numbers of at most 64 bits. */
    public boolean isInteger() {
        return kind == TypeKind.TINYINT
                || kind == TypeKind.SMALLINT
                || kind == TypeKind.INTEGER
                || kind == TypeKind.BIGINT;
    }

    /** Whether a TIME or TIMESTAMP counts nanoseconds; micros otherwise. */
    public boolean isNanos() {
        return (kind == TypeKind.TIMESTAMP || kind == TypeKind.TIMESTAMP_TZ) && precision > 6;
    }

    /** The type's SQL spelling. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
            case CHAR -> "CHAR(" + precision + ")";
            case VARCHAR -> precision == UNBOUNDED ? "VARCHAR" : "VARCHAR(" + precision + ")";
            case TIMESTAMP -> precision == 6 ? "TIMESTAMP" : "TIMESTAMP(" + precision + ")";
            case TIMESTAMP_TZ ->
                precision == 6 ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP(" + precision + ") WITH TIME ZONE";
            case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
            case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, VARBINARY -> kind.name();
        };
    }
}
