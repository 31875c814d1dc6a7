package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.QueryMemory;

/** The combinations of group key and DISTINCT arguments that one task met. One thread at a time. */
final class DistinctTable implements AutoCloseable {
    private final DistinctArguments arguments;
    private final GroupTable combinations;
    private final Column[] keys;
    private final int[] passing;
    private final int[] numbers;

    DistinctTable(DistinctArguments arguments, QueryMemory memory) {
        this.arguments = arguments;
        this.combinations = new GroupTable(arguments.layout(), memory);
        this.keys = new Column[arguments.layout().keyCount()];
        int room = arguments.filterColumn() < 0 ? 0 : ColumnBatch.MAX_ROWS;
        this.passing = new int[room];
        this.numbers = new int[room];
    }

    GroupTable combinations() {
        return combinations;
    }

    void add(Column[] groupKeys, Column[] input, int[] positions, int count) {
        int[] rows = positions;
        int kept = count;
        if (arguments.filterColumn() >= 0) {
            kept = RowSelection.select(input[arguments.filterColumn()], positions, count, passing, numbers);
            rows = passing;
        }
        if (kept == 0) {
            return;
        }
        System.arraycopy(groupKeys, 0, keys, 0, groupKeys.length);
        for (int i = 0; i < arguments.columns().size(); i++) {
            keys[groupKeys.length + i] = input[arguments.columns().get(i)];
        }
        combinations.find(keys, rows, kept);
    }

    @Override
    public void close() {
        combinations.close();
    }
}
