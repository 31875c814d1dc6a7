package io.thresher.execution.function;

/**
 * The body of a scalar function, bound to its argument types: fills the result for the rows of one batch. One call a
 * batch, one loop inside. May keep scratch space, so each evaluator binds its own.
 */
@FunctionalInterface
public interface ScalarKernel {
    /** Writes the result of every row of {@code input}. */
    void evaluate(FunctionInput input);
}
