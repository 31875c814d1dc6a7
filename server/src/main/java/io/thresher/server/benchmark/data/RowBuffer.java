package io.thresher.server.benchmark.data;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes values row by row and lends them on as batches. No value is NULL. One thread; the maker closes it. */
public final class RowBuffer implements AutoCloseable {
    private final Column[] columns;
    private final ColumnBatch batch;
    private final Consumer<ColumnBatch> target;
    private final TextBuffer text = new TextBuffer();
    private int row;
    private long rowCount;

    RowBuffer(List<ColumnDefinition> definitions, QueryMemory memory, Consumer<ColumnBatch> target) {
        List<Column> made = new ArrayList<>();
        definitions.forEach(column -> made.add(Column.flat(column.type(), memory, ColumnBatch.MAX_ROWS)));
        this.columns = made.toArray(Column[]::new);
        this.batch = new ColumnBatch(columns, 0);
        this.target = target;
    }

    /** For the rows' maker: a buffer for the text of the next value. */
    TextBuffer text() {
        return text.clear();
    }

    void putInt(int column, int value) {
        RawMemory.putInt(columns[column].dataAddress() + 4L * row, value);
    }

    void putLong(int column, long value) {
        RawMemory.putLong(columns[column].dataAddress() + 8L * row, value);
    }

    void putDouble(int column, double value) {
        RawMemory.putDouble(columns[column].dataAddress() + 8L * row, value);
    }

    void putText(int column, TextBuffer value) {
        putBytes(column, value.bytes(), value.length());
    }

    void putText(int column, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putBytes(column, bytes, bytes.length);
    }

    private void putBytes(int column, byte[] bytes, int length) {
        Column target = columns[column];
        target.heap().putBytes(bytes, 0, length, target.dataAddress() + 16L * row);
    }

    /** Ends the row, of which every column has been put. */
    void endRow() {
        row++;
        rowCount++;
        if (row == ColumnBatch.MAX_ROWS) {
            flush();
        }
    }

    /** Lends on what is still here. */
    void flush() {
        if (row > 0) {
            batch.setRowCount(row);
            target.accept(batch);
            for (Column column : columns) {
                column.heap().reset();
            }
            row = 0;
        }
    }

    /** All rows ended so far. */
    long rowCount() {
        return rowCount;
    }

    @Override
    public void close() {
        Closing.all(columns);
    }
}
