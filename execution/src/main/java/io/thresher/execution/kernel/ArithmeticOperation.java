package io.thresher.execution.kernel;

/** The arithmetic operators on two numbers. */
public enum ArithmeticOperation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
}
