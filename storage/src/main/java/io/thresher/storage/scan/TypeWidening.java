package io.thresher.storage.scan;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import java.util.Optional;

/** The type that holds the values of two files' columns of one name. */
public final class TypeWidening {
    private TypeWidening() {}

    /** The narrowest type both widen to without losing a value, or empty if there is none. */
    public static Optional<DataType> widen(DataType left, DataType right) {
        if (left.equals(right) || right.kind() == TypeKind.NULL) {
            return Optional.of(left);
        }
        if (left.kind() == TypeKind.NULL) {
            return Optional.of(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return Optional.of(widenNumbers(left, right));
        }
        if (left.isText() && right.isText()) {
            return Optional.of(DataType.VARCHAR);
        }
        if (isDateOrTimestamp(left) && isDateOrTimestamp(right)) {
            int leftPrecision = left.kind() == TypeKind.DATE ? 0 : left.precision();
            int rightPrecision = right.kind() == TypeKind.DATE ? 0 : right.precision();
            return Optional.of(DataType.timestamp(Math.max(leftPrecision, rightPrecision)));
        }
        if (left.kind() == right.kind() && left.kind() == TypeKind.TIMESTAMP_TZ) {
            return Optional.of(DataType.timestampTz(Math.max(left.precision(), right.precision())));
        }
        return left.kind() == right.kind() && left.kind() == TypeKind.TIME
                ? Optional.of(DataType.TIME)
                : Optional.empty();
    }

    private static DataType widenNumbers(DataType left, DataType right) {
        if (left.isInteger() && right.isInteger()) {
            return left.kind().compareTo(right.kind()) >= 0 ? left : right;
        }
        if (isFloating(left) || isFloating(right)) {
            return DataType.DOUBLE;
        }
        int scale = Math.max(left.scale(), right.scale());
        int precision = scale + Math.max(integerDigits(left), integerDigits(right));
        return precision > DataType.MAX_DECIMAL_PRECISION ? DataType.DOUBLE : DataType.decimal(precision, scale);
    }

    private static int integerDigits(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case DECIMAL -> type.precision() - type.scale();
            case NULL,
                    BOOLEAN,
                    REAL,
                    DOUBLE,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_DAY_TIME,
                    CHAR,
                    VARCHAR,
                    VARBINARY -> throw new IllegalArgumentException("Not an exact number: " + type);
        };
    }

    private static boolean isNumber(DataType type) {
        return type.isInteger() || isFloating(type) || type.kind() == TypeKind.DECIMAL;
    }

    private static boolean isFloating(DataType type) {
        return type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }

    private static boolean isDateOrTimestamp(DataType type) {
        return type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIMESTAMP;
    }
}
