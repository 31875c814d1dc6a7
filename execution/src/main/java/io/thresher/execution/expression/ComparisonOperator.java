package io.thresher.execution.expression;

/** Comparison operators. NaN equals NaN and is greater than every number; -0.0 equals 0.0; text compares by code point. */
public enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IS_DISTINCT,
    IS_NOT_DISTINCT;

    /** The operator that holds for (b, a) whenever this one holds for (a, b). */
    public ComparisonOperator mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL, IS_DISTINCT, IS_NOT_DISTINCT -> this;
        };
    }
}
