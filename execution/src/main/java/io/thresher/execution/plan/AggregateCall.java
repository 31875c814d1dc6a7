package io.thresher.execution.plan;

import io.thresher.batch.DataType;
import java.util.List;

/**
 * One aggregate: a function of the registry by canonical name, its arguments as input columns (none for COUNT(*)), whether
 * DISTINCT, the BOOLEAN input column that FILTER reads or -1, the order within the aggregate (string_agg and the like), and
 * the result type. Names: count, sum, avg, min, max, stddev_pop, stddev_samp, var_pop, var_samp, bool_and, bool_or,
 * any_value, single_value (SUBQUERY_RETURNED_MULTIPLE_ROWS past one row), string_agg (value, separator), covar_pop, covar_samp,
 * corr, median, quantile_cont (value, fraction), mode, bit_and, bit_or, bit_xor, approx_count_distinct, grouping (positions of keys as arguments).
 */
public record AggregateCall(
        String function,
        List<Integer> arguments,
        boolean distinct,
        int filterColumn,
        List<SortKey> orderKeys,
        DataType type) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        orderKeys = List.copyOf(orderKeys);
    }
}
