package io.thresher.execution.kernel;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** The errors of arithmetic and numeric conversion, made in one place so that they read alike. */
public final class NumericErrors {
    private NumericErrors() {}

    /** NUMERIC_OUT_OF_RANGE: the result of an operation does not fit its type. */
    public static EngineException outOfRange(DataType type) {
        return new EngineException(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                "Numeric result out of range; cast an operand to a wider type: " + type);
    }

    /** NUMERIC_OUT_OF_RANGE: a value does not fit the type it is converted to. */
    public static EngineException outOfRange(Object value, DataType type) {
        return new EngineException(
                ErrorCode.NUMERIC_OUT_OF_RANGE, "Value out of range for " + type + "; use a wider type: " + value);
    }

    /** NUMERIC_OUT_OF_RANGE: a date or timestamp lies outside what its type holds. */
    public static EngineException dateOutOfRange() {
        return new EngineException(ErrorCode.NUMERIC_OUT_OF_RANGE, "Date or timestamp out of range");
    }

    /** DIVISION_BY_ZERO. */
    public static EngineException divisionByZero() {
        return new EngineException(
                ErrorCode.DIVISION_BY_ZERO, "Division by zero; guard the divisor with NULLIF(divisor, 0)");
    }
}
