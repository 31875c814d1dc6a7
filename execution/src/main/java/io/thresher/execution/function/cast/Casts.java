package io.thresher.execution.function.cast;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.NullRule;
import io.thresher.execution.function.ScalarKernel;
import java.util.Optional;

/**
 * Picks the conversion from one type to another. Rounding: double to integer half to even, decimal to integer and
 * decimal to decimal half away from zero, double to decimal half away from zero of its shortest text; timestamps to
 * fewer digits half up. Text is trimmed; VARCHAR(n) and CHAR(n) cut silently, as explicit casts do.
 */
public final class Casts {
    private Casts() {}

    /** A conversion with what it does about NULL, which is never CUSTOM. */
    public record Conversion(ScalarKernel kernel, NullRule nullRule) {
        static Conversion strict(ScalarKernel kernel) {
            return new Conversion(kernel, NullRule.STRICT);
        }

        static Conversion dense(ScalarKernel kernel) {
            return new Conversion(kernel, NullRule.DENSE);
        }
    }

    /** Whether a value of {@code from} is a value of {@code to} as it lies in memory. */
    public static boolean isIdentity(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        if (from.isText() && to.isText()) {
            return to.kind() == TypeKind.VARCHAR
                    && (to.precision() == DataType.UNBOUNDED
                            || from.precision() != DataType.UNBOUNDED && from.precision() <= to.precision());
        }
        return switch (to.kind()) {
            case SMALLINT -> from.kind() == TypeKind.TINYINT;
            case INTEGER -> from.kind() == TypeKind.TINYINT || from.kind() == TypeKind.SMALLINT;
            case DOUBLE -> from.kind() == TypeKind.REAL;
            case DECIMAL ->
                from.kind() == TypeKind.DECIMAL
                        && from.scale() == to.scale()
                        && from.precision() <= to.precision()
                        && from.physicalType() == to.physicalType();
            case VARBINARY, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, TIME -> from.kind() == to.kind();
            case TIMESTAMP, TIMESTAMP_TZ ->
                from.kind() == to.kind() && from.isNanos() == to.isNanos() && from.precision() <= to.precision();
            case NULL, BOOLEAN, TINYINT, BIGINT, REAL, DATE, CHAR, VARCHAR -> false;
        };
    }

    /**
     * The conversion of argument 0 of a binding to its result type.
     *
     * @throws EngineException TYPE_MISMATCH if there is none
     */
    public static Conversion bind(FunctionBinding binding, boolean safe) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        Optional<Conversion> conversion = isNumeric(from) && isNumeric(to)
                ? Optional.of(NumericCasts.bind(from, to, safe))
                : from.isText() || from.kind() == TypeKind.VARBINARY || to.isText() || to.kind() == TypeKind.VARBINARY
                        ? TextCasts.bind(binding, safe)
                        : DateTimeCasts.bind(binding, safe).or(() -> BooleanCasts.bind(from, to, safe));
        return conversion.orElseThrow(() -> new EngineException(
                ErrorCode.TYPE_MISMATCH, "Cannot cast; convert through text or another type: " + from + " to " + to));
    }

    static boolean isNumeric(DataType type) {
        return type.isInteger()
                || type.kind() == TypeKind.DECIMAL
                || type.kind() == TypeKind.REAL
                || type.kind() == TypeKind.DOUBLE;
    }

    /** The least and most value of an integer type, the least in [0]. */
    static long[] range(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> new long[] {Byte.MIN_VALUE, Byte.MAX_VALUE};
            case SMALLINT -> new long[] {Short.MIN_VALUE, Short.MAX_VALUE};
            case BIGINT -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
            default -> new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE};
        };
    }
}
