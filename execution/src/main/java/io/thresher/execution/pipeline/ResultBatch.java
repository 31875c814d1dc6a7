package io.thresher.execution.pipeline;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.kernel.Copy;
import io.thresher.memory.QueryMemory;
import java.util.List;

/** Rows on their way to the reader: FLAT columns that own all they refer to. Reused; one thread at a time. */
final class ResultBatch implements AutoCloseable {
    private static final int SMALL_ROWS = 256;
    private static final int SHARED_ROWS = 1024;

    private final Column[] columns;
    private int rows;
    private int capacity;
    private long bytes;

    ResultBatch(List<DataType> types, QueryMemory memory) {
        columns = types.stream().map(type -> new Column(type, memory)).toArray(Column[]::new);
    }

    /** Replaces what it holds by the selected rows of {@code batch}. */
    void fill(ColumnBatch batch) {
        int count = batch.selectedCount();
        capacity = count < SMALL_ROWS ? SHARED_ROWS : count;
        rows = 0;
        for (Column column : columns) {
            column.ensureCapacity(capacity);
            column.resetFlat();
            if (column.physicalType() == PhysicalType.VIEW) {
                column.heap().reset();
            }
        }
        append(batch);
    }

    /** Whether the selected rows of {@code batch} are few and fit behind those held. */
    boolean takes(ColumnBatch batch) {
        return batch.selectedCount() < SMALL_ROWS && rows + batch.selectedCount() <= capacity;
    }

    /** Copies the selected rows of {@code batch} behind those held; there is room for them. */
    void append(ColumnBatch batch) {
        int count = batch.selectedCount();
        long held = 0;
        for (int c = 0; c < columns.length; c++) {
            Column column = columns[c];
            Copy.append(batch.column(c), batch.selection(), count, column, rows, capacity, column.heap());
            held += (long) column.physicalType().bytes() * capacity
                    + column.heap().heldBytes();
        }
        rows += count;
        bytes = held;
    }

    /** Bytes held, about. */
    long bytes() {
        return bytes;
    }

    /** The rows as a batch, valid until the next fill. */
    ColumnBatch batch() {
        return new ColumnBatch(columns, rows);
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
