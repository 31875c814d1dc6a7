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
    IS_NOT_DISTINCT
}
