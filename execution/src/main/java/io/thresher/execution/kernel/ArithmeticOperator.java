package io.thresher.execution.kernel;

/** The arithmetic operators on two numbers. */
public enum ArithmeticOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
}
