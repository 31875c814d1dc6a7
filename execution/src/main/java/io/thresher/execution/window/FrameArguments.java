package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.RowBuffer;
import io.thresher.execution.row.ColumnValues;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of an aggregate for the rows of a partition that its FILTER lets through, side by side in blocks, so
 * that a frame's rows are added in tight loops. Reused from partition to partition; one thread at a time.
 */
final class FrameArguments implements AutoCloseable {
    private final List<Integer> columns;
    private final List<DataType> types;
    private final int filterColumn;
    private final QueryContext context;
    private final RowList passing;
    private final List<Column[]> blocks = new ArrayList<>();
    private final ColumnValues[] loaded;
    private final long[] references = new long[RowBuffer.BLOCK_ROWS];
    private long count;
    private int loadedBlock;

    /** {@code filterColumn} is a BOOLEAN column, or -1. */
    FrameArguments(List<Integer> columns, List<DataType> types, int filterColumn, QueryContext context) {
        this.columns = columns;
        this.types = types;
        this.filterColumn = filterColumn;
        this.context = context;
        this.passing = new RowList(context);
        this.loaded = new ColumnValues[columns.size()];
        for (int i = 0; i < loaded.length; i++) {
            loaded[i] = new ColumnValues();
        }
    }

    void start(WindowPartition partition) {
        loadedBlock = -1;
        count = partition.count();
        if (filterColumn >= 0) {
            passing.fill(
                    partition.count(),
                    row -> !partition.isNull(row, filterColumn) && partition.longValue(row, filterColumn) != 0);
            count = passing.size();
        }
        if (columns.isEmpty()) {
            return;
        }
        for (long from = 0; from < count; from += RowBuffer.BLOCK_ROWS) {
            context.cancellation().check();
            int rows = (int) Math.min(RowBuffer.BLOCK_ROWS, count - from);
            for (int i = 0; i < rows; i++) {
                references[i] = partition.reference(filterColumn < 0 ? from + i : passing.row(from + i));
            }
            Column[] block = block((int) (from >>> RowBuffer.BLOCK_SHIFT));
            for (int c = 0; c < block.length; c++) {
                partition.order().rows().gather(columns.get(c), references, rows, block[c]);
            }
            context.cancellation().check();
        }
    }

    private Column[] block(int index) {
        if (index == blocks.size()) {
            Column[] block = new Column[types.size()];
            for (int c = 0; c < block.length; c++) {
                block[c] = new Column(types.get(c), context.memory());
            }
            blocks.add(block);
        }
        return blocks.get(index);
    }

    /** Rows that pass the filter. */
    long count() {
        return count;
    }

    /** How many of the partition's rows below {@code row} pass the filter. */
    long countBefore(long row) {
        return filterColumn < 0 ? row : passing.countBefore(row);
    }

    /** Adds passing rows {@code from} to {@code to}, exclusive, to the state at {@code state}. */
    void update(Accumulator accumulator, long from, long to, long state) {
        long next = from;
        while (next < to) {
            int block = (int) (next >>> RowBuffer.BLOCK_SHIFT);
            long blockStart = (long) block << RowBuffer.BLOCK_SHIFT;
            long end = Math.min(to, blockStart + RowBuffer.BLOCK_ROWS);
            load(block);
            accumulator.updateOne(loaded, (int) (next - blockStart), (int) (end - blockStart), state);
            next = end;
            if (next < to) {
                context.cancellation().check();
            }
        }
    }

    private void load(int block) {
        if (block == loadedBlock || columns.isEmpty()) {
            return;
        }
        Column[] columnsOfBlock = blocks.get(block);
        int rows = (int) Math.min(RowBuffer.BLOCK_ROWS, count - ((long) block << RowBuffer.BLOCK_SHIFT));
        for (int c = 0; c < loaded.length; c++) {
            loaded[c].load(columnsOfBlock[c], ColumnValues.allRows(), rows);
        }
        loadedBlock = block;
    }

    @Override
    public void close() {
        passing.close();
        for (Column[] block : blocks) {
            for (Column column : block) {
                column.close();
            }
        }
        blocks.clear();
    }
}
