package io.thresher.execution.function.aggregate;

import io.thresher.batch.PhysicalType;
import io.thresher.memory.QueryMemory;

/** MIN, MAX, and BOOL_AND, BOOL_OR which are the same over 0 and 1: chooses the accumulator by type. NULL without a value. */
final class MinMaxFunction {
    static final AggregateFunction MIN = new AggregateFunction(
            "min",
            "Least value that is not NULL.",
            "min(price)",
            (signature, memory) -> create(signature, memory, false));
    static final AggregateFunction MAX = new AggregateFunction(
            "max",
            "Greatest value that is not NULL; NaN is the greatest.",
            "max(price)",
            (signature, memory) -> create(signature, memory, true));
    static final AggregateFunction BOOL_AND = new AggregateFunction(
            "bool_and",
            "Whether all values that are not NULL are true.",
            "bool_and(ok)",
            (signature, memory) -> create(signature, memory, false));
    static final AggregateFunction BOOL_OR = new AggregateFunction(
            "bool_or",
            "Whether a value is true.",
            "bool_or(ok)",
            (signature, memory) -> create(signature, memory, true));

    private MinMaxFunction() {}

    private static Accumulator create(AggregateSignature signature, QueryMemory memory, boolean max) {
        PhysicalType type = signature.arguments().get(0).physicalType();
        return switch (type) {
            case INT8, INT32, INT64 -> new LongExtreme(type, max);
            case FLOAT64 -> new DoubleExtreme(max);
            case INT128 -> new WideExtreme(max);
            case VIEW -> new TextExtreme(memory, max);
        };
    }
}
