package io.thresher.execution.aggregation;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.function.aggregate.AggregateFunctions;
import io.thresher.execution.function.aggregate.AggregateSignature;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.row.RowLayout;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an aggregation's tables have in common: the calls, where their states lie, which of them see distinct arguments only, and
 * how grouping sets are told apart (by a last key, the number of the set).
 */
final class AggregationLayout {
    private static final Set<String> SAME_WHEN_DISTINCT =
            Set.of("min", "max", "bool_and", "bool_or", "bit_and", "bit_or", "any_value", "approx_count_distinct");

    private final AggregateNode node;
    private final List<DataType> inputTypes;
    private final List<DataType> keyTypes = new ArrayList<>();
    private final boolean severalSets;
    private final RowLayout rows;
    private final int[] stateOffsets;

    AggregationLayout(AggregateNode node, QueryMemory memory) {
        this.node = node;
        this.inputTypes = node.input().outputSchema().stream().map(Field::type).toList();
        for (int key : node.groupKeys()) {
            keyTypes.add(inputTypes.get(key));
        }
        this.severalSets = node.groupingSets().size() > 1
                || node.groupingSets().size() == 1
                        && Set.copyOf(node.groupingSets().get(0)).size() < keyTypes.size();
        if (severalSets) {
            keyTypes.add(DataType.INTEGER);
        }
        this.stateOffsets = new int[node.aggregates().size()];
        int stateBytes = 0;
        for (int i = 0; i < stateOffsets.length; i++) {
            stateOffsets[i] = stateBytes;
            if (!isGrouping(i)) {
                try (Accumulator accumulator = accumulator(i, memory)) {
                    stateBytes += accumulator.stateBytes();
                }
            }
        }
        this.rows = new RowLayout(physical(keyTypes), stateBytes);
        for (int i = 0; i < stateOffsets.length; i++) {
            stateOffsets[i] += rows.statesOffset();
        }
    }

    static List<PhysicalType> physical(List<DataType> types) {
        return types.stream().map(DataType::physicalType).toList();
    }

    AggregateNode node() {
        return node;
    }

    /** Types of the keys in the table, with the set's number last if there are several grouping sets. */
    List<DataType> keyTypes() {
        return keyTypes;
    }

    /** The input columns that keys, arguments and filters read. */
    List<Integer> usedColumns() {
        TreeSet<Integer> used = new TreeSet<>(node.groupKeys());
        for (int i = 0; i < callCount(); i++) {
            if (!isGrouping(i)) {
                used.addAll(argumentColumns(call(i)));
            }
            if (call(i).filterColumn() >= 0) {
                used.add(call(i).filterColumn());
            }
        }
        return List.copyOf(used);
    }

    int inputColumns() {
        return inputTypes.size();
    }

    DataType inputType(int column) {
        return inputTypes.get(column);
    }

    RowLayout rows() {
        return rows;
    }

    /** Whether the last key is the number of the grouping set. */
    boolean hasSetNumber() {
        return severalSets;
    }

    /** The number of grouping sets, at least 1. */
    int setCount() {
        return severalSets ? node.groupingSets().size() : 1;
    }

    /** Whether key {@code key} is part of grouping set {@code set}. */
    boolean isInSet(int key, int set) {
        return !severalSets || node.groupingSets().get(set).contains(key);
    }

    int callCount() {
        return stateOffsets.length;
    }

    AggregateCall call(int index) {
        return node.aggregates().get(index);
    }

    /** Whether the call is GROUPING, which has no state. */
    boolean isGrouping(int index) {
        return call(index).function().equals("grouping");
    }

    /** Whether the call must be fed distinct arguments. */
    boolean isDistinct(int index) {
        return call(index).distinct()
                && !SAME_WHEN_DISTINCT.contains(call(index).function())
                && !call(index).arguments().isEmpty();
    }

    /** Offset of a call's state in a row. */
    int stateOffset(int index) {
        return stateOffsets[index];
    }

    /** A fresh accumulator of a call. */
    Accumulator accumulator(int index, QueryMemory memory) {
        AggregateCall call = call(index);
        List<DataType> arguments =
                argumentColumns(call).stream().map(inputTypes::get).toList();
        List<AggregateSignature.Order> order = call.orderKeys().stream()
                .map(key -> new AggregateSignature.Order(key.descending(), key.nullsFirst()))
                .toList();
        return AggregateFunctions.find(call.function())
                .factory()
                .create(new AggregateSignature(arguments, order, call.type()), memory);
    }

    /** Fresh accumulators of all calls but GROUPING, whose place is null. */
    @org.jspecify.annotations.Nullable
    Accumulator[] accumulators(QueryMemory memory) {
        @org.jspecify.annotations.Nullable Accumulator[] accumulators = new Accumulator[callCount()];
        for (int i = 0; i < accumulators.length; i++) {
            if (!isGrouping(i)) {
                accumulators[i] = accumulator(i, memory);
            }
        }
        return accumulators;
    }

    /** The input columns a call reads: its arguments, then those it orders by. */
    static List<Integer> argumentColumns(AggregateCall call) {
        if (call.orderKeys().isEmpty()) {
            return call.arguments();
        }
        List<Integer> columns = new ArrayList<>(call.arguments());
        call.orderKeys().forEach(key -> columns.add(key.column()));
        return columns;
    }
}
