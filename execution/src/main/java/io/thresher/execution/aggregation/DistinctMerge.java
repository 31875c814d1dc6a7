package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.RowArena;
import io.thresher.execution.row.RowLayout;
import io.thresher.execution.row.RowReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Merges the combinations of one kind of DISTINCT arguments and feeds each once to the calls they belong to. */
final class DistinctMerge implements AutoCloseable {
    private final AggregationLayout layout;
    private final DistinctArguments arguments;
    private final QueryContext context;
    private final PartitionedRows rows;
    private final AtomicInteger nextPiece = new AtomicInteger();

    DistinctMerge(AggregationLayout layout, DistinctArguments arguments, List<RowArena> arenas, QueryContext context) {
        this.layout = layout;
        this.arguments = arguments;
        this.context = context;
        this.rows = new PartitionedRows(arenas, null, arguments.layout(), context);
    }

    PartitionedRows rows() {
        return rows;
    }

    /** Takes pieces until none is left and returns the groups that they gave. Any thread. */
    TaskGroups feed() {
        TaskGroups groups = TaskGroups.forDistinct(layout, arguments, context);
        RowLayout combinations = arguments.layout();
        Column[] columns = new Column[combinations.keyCount()];
        try {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new Column(columnType(i), context.memory());
            }
            int piece = nextPiece.getAndIncrement();
            while (piece < rows.pieceCount()) {
                feed(piece, columns, groups);
                piece = nextPiece.getAndIncrement();
            }
            return groups;
        } catch (RuntimeException e) {
            groups.close();
            throw e;
        } finally {
            Arrays.stream(columns).filter(Objects::nonNull).forEach(Column::close);
        }
    }

    private io.thresher.batch.DataType columnType(int key) {
        int groupKeys = layout.keyTypes().size();
        return key < groupKeys
                ? layout.keyTypes().get(key)
                : layout.inputType(arguments.columns().get(key - groupKeys));
    }

    private void feed(int piece, Column[] columns, TaskGroups groups) {
        int groupKeys = layout.keyTypes().size();
        Column[] keys = Arrays.copyOf(columns, groupKeys);
        Column[] input = new Column[layout.node().input().outputSchema().size()];
        for (int i = 0; i < arguments.columns().size(); i++) {
            input[arguments.columns().get(i)] = columns[groupKeys + i];
        }
        long[] batch = new long[ColumnBatch.MAX_ROWS];
        try (RowPiece unique = rows.open(piece, (source, target) -> {})) {
            for (int count = unique.next(batch); count > 0; count = unique.next(batch)) {
                context.cancellation().check();
                for (int k = 0; k < columns.length; k++) {
                    RowReader.readKey(arguments.layout(), k, batch, count, columns[k]);
                }
                groups.addWithKeys(keys, input, ColumnValues.allRows(), count);
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
