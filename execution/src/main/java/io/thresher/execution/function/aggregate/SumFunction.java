package io.thresher.execution.function.aggregate;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import java.util.List;

/** SUM: chooses the accumulator by the types of argument and result. NULL without a value. */
final class SumFunction {
    static final AggregateFunction FUNCTION = new AggregateFunction(
            "sum", "Sum of the values that are not NULL; NULL if there is none.", "sum(price)", SumFunction::create);

    private SumFunction() {}

    private static Accumulator create(AggregateSignature signature, QueryMemory memory) {
        List<DataType> arguments = signature.arguments();
        DataType result = signature.result();
        PhysicalType argument = arguments.get(0).physicalType();
        return switch (result.physicalType()) {
            case FLOAT64 -> new DoubleSum(argument, false);
            case INT128 -> new WideSum(argument, arguments.get(0).scale(), result, false);
            case INT64, INT32 ->
                argument == PhysicalType.INT128
                        ? new WideSum(argument, arguments.get(0).scale(), result, false)
                        : new LongSum(argument, result, false);
            case INT8, VIEW ->
                throw new EngineException(
                        ErrorCode.TYPE_MISMATCH, "Function sum cannot give this type; type: " + result);
        };
    }
}
