package io.thresher.execution.function.aggregate;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.memory.QueryMemory;
import java.util.List;

/** AVG: a sum and a count, divided at the end. Exact sums for whole numbers and decimals. */
final class AvgFunction {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "avg",
            "Arithmetic mean of the values that are not NULL; NULL if there is none.",
            "avg(price)",
            AvgFunction::create);

    private AvgFunction() {}

    private static Accumulator create(AggregateSignature signature, QueryMemory memory) {
        List<DataType> arguments = signature.arguments();
        DataType result = signature.result();
        DataType type = arguments.get(0);
        PhysicalType physical = type.physicalType();
        if (physical == PhysicalType.FLOAT64) {
            return new DoubleSum(physical, true);
        }
        if (physical == PhysicalType.INT32 && result.kind() != TypeKind.DECIMAL) {
            return new LongSum(physical, result, true);
        }
        return new WideSum(physical, type.scale(), result, true);
    }
}
