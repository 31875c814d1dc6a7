package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The accumulators of some calls of an aggregation and the loop that feeds them. All calls see a tile of rows before the next tile
 * is looked at, so that the rows' states stay in the first-level cache. One thread at a time.
 */
final class AggregateStates implements AutoCloseable {
    private static final int TILE_ROWS = 256;

    private final List<Fed> fed = new ArrayList<>();
    private final List<ArgumentSet> argumentSets = new ArrayList<>();

    /** Makes accumulators for the calls numbered {@code calls}; {@code filtered} is whether FILTER is still to be applied. */
    AggregateStates(AggregationLayout layout, List<Integer> calls, boolean filtered, QueryMemory memory) {
        for (int call : calls) {
            int filter = filtered ? layout.call(call).filterColumn() : -1;
            Accumulator accumulator = layout.accumulator(call, memory);
            fed.add(new Fed(accumulator, layout.stateOffset(call), argumentSet(filter), new ArrayList<>()));
            Fed last = fed.get(fed.size() - 1);
            for (int column : AggregationLayout.argumentColumns(layout.call(call))) {
                last.slots.add(last.set.slot(column));
            }
        }
        fed.forEach(Fed::resolve);
    }

    private ArgumentSet argumentSet(int filterColumn) {
        for (ArgumentSet set : argumentSets) {
            if (set.filterColumn == filterColumn) {
                return set;
            }
        }
        ArgumentSet set = new ArgumentSet(filterColumn);
        argumentSets.add(set);
        return set;
    }

    /** The number of calls. */
    int callCount() {
        return fed.size();
    }

    /** Points at the arguments of {@code count} rows of {@code columns}, indexed as the aggregation's input. */
    void load(Column[] columns, int[] positions, int count) {
        for (ArgumentSet set : argumentSets) {
            set.load(columns, positions, count);
        }
    }

    /** Adds the arguments loaded to {@code rows}. */
    void update(long[] rows) {
        for (ArgumentSet set : argumentSets) {
            long[] states = set.statesOf(rows);
            for (int from = 0; from < set.count; from += TILE_ROWS) {
                int to = Math.min(set.count, from + TILE_ROWS);
                for (Fed call : fed) {
                    if (call.set == set) {
                        call.accumulator.update(call.arguments, from, to, states, call.offset);
                    }
                }
            }
        }
    }

    /** Whether some calls have a FILTER, so that not every row loaded is an argument. */
    boolean isFiltered() {
        return argumentSets.stream().anyMatch(set -> set.filterColumn >= 0);
    }

    /** Adds the arguments numbered {@code from} to {@code to} (exclusive) to the one group at {@code row}; none is filtered. */
    void updateOne(long row, int from, int to) {
        for (Fed call : fed) {
            call.accumulator.updateOne(call.arguments, from, to, row + call.offset);
        }
    }

    /** Adds the arguments loaded to the one group at {@code row}. */
    void updateOne(long row) {
        for (Fed call : fed) {
            if (call.set.count > 0) {
                call.accumulator.updateOne(call.arguments, 0, call.set.count, row + call.offset);
            }
        }
    }

    @Override
    public void close() {
        fed.forEach(call -> call.accumulator.close());
    }

    /** A call with its accumulator and where its arguments are loaded. */
    private static final class Fed {
        private final Accumulator accumulator;
        private final int offset;
        private final ArgumentSet set;
        private final List<Integer> slots;
        private ColumnValues[] arguments = new ColumnValues[0];

        Fed(Accumulator accumulator, int offset, ArgumentSet set, List<Integer> slots) {
            this.accumulator = accumulator;
            this.offset = offset;
            this.set = set;
            this.slots = slots;
        }

        void resolve() {
            arguments = slots.stream().map(set.values::get).toArray(ColumnValues[]::new);
        }
    }

    /** The argument columns of the calls with the same FILTER, each loaded once. */
    private static final class ArgumentSet {
        private final int filterColumn;
        private final List<Integer> columns = new ArrayList<>();
        private final List<ColumnValues> values = new ArrayList<>();
        private final int[] numbers;
        private final int[] passing;
        private final long[] states;
        private int count;

        ArgumentSet(int filterColumn) {
            this.filterColumn = filterColumn;
            int room = filterColumn < 0 ? 0 : ColumnBatch.MAX_ROWS;
            this.numbers = new int[room];
            this.passing = new int[room];
            this.states = new long[room];
        }

        int slot(int column) {
            int slot = columns.indexOf(column);
            if (slot >= 0) {
                return slot;
            }
            columns.add(column);
            values.add(new ColumnValues());
            return columns.size() - 1;
        }

        void load(Column[] input, int[] positions, int rowCount) {
            int[] rows = positions;
            count = rowCount;
            if (filterColumn >= 0) {
                count = RowSelection.select(input[filterColumn], positions, rowCount, passing, numbers);
                rows = passing;
            }
            for (int c = 0; c < values.size(); c++) {
                values.get(c).load(input[columns.get(c)], rows, count);
            }
        }

        long[] statesOf(long[] rows) {
            if (filterColumn < 0) {
                return rows;
            }
            for (int i = 0; i < count; i++) {
                states[i] = rows[numbers[i]];
            }
            return states;
        }
    }
}
