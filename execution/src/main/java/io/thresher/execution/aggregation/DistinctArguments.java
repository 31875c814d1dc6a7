package io.thresher.execution.aggregation;

import io.thresher.batch.DataType;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.row.RowLayout;
import java.util.ArrayList;
import java.util.List;

/** The DISTINCT calls that have the same arguments and FILTER, so that one set of combinations serves them all. */
record DistinctArguments(List<Integer> columns, int filterColumn, List<Integer> calls, RowLayout layout) {
    /** All kinds of DISTINCT arguments of an aggregation. */
    static List<DistinctArguments> of(AggregationLayout aggregation) {
        List<DistinctArguments> kinds = new ArrayList<>();
        for (int call = 0; call < aggregation.callCount(); call++) {
            if (aggregation.isDistinct(call)) {
                add(kinds, call, aggregation);
            }
        }
        return kinds;
    }

    private static void add(List<DistinctArguments> kinds, int call, AggregationLayout aggregation) {
        AggregateCall definition = aggregation.call(call);
        List<Integer> columns = AggregationLayout.argumentColumns(definition).stream()
                .distinct()
                .toList();
        for (DistinctArguments kind : kinds) {
            if (kind.columns.equals(columns) && kind.filterColumn == definition.filterColumn()) {
                kind.calls.add(call);
                return;
            }
        }
        List<DataType> types = new ArrayList<>(aggregation.keyTypes());
        columns.forEach(column -> types.add(aggregation.inputType(column)));
        List<Integer> calls = new ArrayList<>(List.of(call));
        kinds.add(new DistinctArguments(
                columns, definition.filterColumn(), calls, new RowLayout(AggregationLayout.physical(types), 0)));
    }
}
