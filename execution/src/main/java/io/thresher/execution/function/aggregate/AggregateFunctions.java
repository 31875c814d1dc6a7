package io.thresher.execution.function.aggregate;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All aggregate functions by canonical name, but for {@code grouping}, which the aggregation computes itself. */
public final class AggregateFunctions {
    private static final List<AggregateFunction> ALL = List.of(
            CountFunction.FUNCTION,
            SumFunction.FUNCTION,
            AvgFunction.FUNCTION,
            MinMaxFunction.MIN,
            MinMaxFunction.MAX,
            MinMaxFunction.BOOL_AND,
            MinMaxFunction.BOOL_OR,
            PickFunction.ANY_VALUE,
            PickFunction.SINGLE_VALUE,
            BitFunction.AND,
            BitFunction.OR,
            BitFunction.XOR,
            VarianceFunction.VAR_POP,
            VarianceFunction.VAR_SAMP,
            VarianceFunction.STDDEV_POP,
            VarianceFunction.STDDEV_SAMP,
            CovarianceFunction.COVAR_POP,
            CovarianceFunction.COVAR_SAMP,
            CovarianceFunction.CORR,
            StringAggFunction.FUNCTION,
            QuantileFunction.MEDIAN,
            QuantileFunction.QUANTILE_CONT,
            ModeFunction.FUNCTION,
            ApproxCountDistinctFunction.FUNCTION);
    private static final Map<String, AggregateFunction> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(AggregateFunction::name, Function.identity()));

    private AggregateFunctions() {}

    /** Every function, for the documentation. */
    public static List<AggregateFunction> all() {
        return ALL;
    }

    /**
     * The function called {@code name}.
     *
     * @throws EngineException FUNCTION_NOT_FOUND
     */
    public static AggregateFunction find(String name) {
        AggregateFunction function = BY_NAME.get(name);
        if (function == null) {
            throw new EngineException(ErrorCode.FUNCTION_NOT_FOUND, "Aggregate function not found: " + name);
        }
        return function;
    }
}
