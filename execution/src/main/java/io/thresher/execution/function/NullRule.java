package io.thresher.execution.function;

/** What a function does with NULL arguments. */
public enum NullRule {
    /** NULL if an argument is; the kernel is only shown rows without NULL. */
    STRICT,
    /**
     * NULL if an argument is; the kernel may be run on any readable row, NULL or not selected, because it neither fails
     * nor follows an address there. It raises errors only after looking at {@link FunctionInput#isRelevant}.
     */
    DENSE,
    /** The kernel looks at {@link FunctionInput#isNull} itself. */
    CUSTOM
}
