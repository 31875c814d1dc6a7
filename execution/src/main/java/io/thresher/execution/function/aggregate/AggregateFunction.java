package io.thresher.execution.function.aggregate;

import io.thresher.memory.QueryMemory;

/** An aggregate function: its canonical name, what the documentation says, and how to make accumulators of it. */
public record AggregateFunction(String name, String description, String example, Factory factory) {
    /** Makes accumulators for a call's types. */
    public interface Factory {
        Accumulator create(AggregateSignature signature, QueryMemory memory);
    }
}
