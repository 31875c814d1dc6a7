package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringHeap;
import io.thresher.execution.kernel.Copy;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;

/** The rows that one task brought to a build side, in chunks of columns. One thread at a time. */
final class BuildRows implements AutoCloseable {
    private static final int FIRST_CHUNK_ROWS = ColumnBatch.MAX_ROWS;
    private static final int MAX_CHUNK_ROWS = 1 << 16;

    private final List<DataType> types;
    private final int[] inputColumns;
    private final QueryMemory memory;
    private final StringHeap strings;
    private final List<Column[]> chunks = new ArrayList<>();
    private final List<Integer> chunkRows = new ArrayList<>();
    private final int[] positions = new int[ColumnBatch.MAX_ROWS];
    private int capacity;
    private int filled;

    /** Keeps the input's columns {@code inputColumns}, of {@code types}. */
    BuildRows(List<DataType> types, int[] inputColumns, QueryMemory memory) {
        this.types = types;
        this.inputColumns = inputColumns;
        this.memory = memory;
        this.strings = new StringHeap(memory);
    }

    void add(ColumnBatch batch) {
        int[] source = ColumnValues.positions(batch);
        int left = batch.selectedCount();
        int from = 0;
        while (left > 0) {
            if (filled == capacity) {
                nextChunk();
            }
            int count = Math.min(left, capacity - filled);
            int[] rows = source;
            if (from > 0) {
                System.arraycopy(source, from, positions, 0, count);
                rows = positions;
            }
            append(batch, rows, count);
            from += count;
            left -= count;
        }
    }

    private void append(ColumnBatch batch, int[] rows, int count) {
        Column[] chunk = chunks.get(chunks.size() - 1);
        for (int c = 0; c < chunk.length; c++) {
            Copy.append(batch.column(inputColumns[c]), rows, count, chunk[c], filled, capacity, strings);
        }
        filled += count;
        chunkRows.set(chunkRows.size() - 1, filled);
    }

    private void nextChunk() {
        capacity = capacity == 0 ? FIRST_CHUNK_ROWS : Math.min(MAX_CHUNK_ROWS, 2 * capacity);
        Column[] chunk = new Column[types.size()];
        for (int c = 0; c < chunk.length; c++) {
            chunk[c] = new Column(types.get(c), memory);
        }
        chunks.add(chunk);
        chunkRows.add(0);
        filled = 0;
        for (Column column : chunk) {
            column.ensureCapacity(capacity);
        }
    }

    int chunkCount() {
        return chunks.size();
    }

    Column[] chunk(int index) {
        return chunks.get(index);
    }

    int chunkRows(int index) {
        return chunkRows.get(index);
    }

    long rowCount() {
        long rows = 0;
        for (int count : chunkRows) {
            rows += count;
        }
        return rows;
    }

    /** Frees one column of all chunks; its strings stay. */
    void closeColumn(int column) {
        for (Column[] chunk : chunks) {
            chunk[column].close();
        }
    }

    @Override
    public void close() {
        for (Column[] chunk : chunks) {
            for (Column column : chunk) {
                column.close();
            }
        }
        chunks.clear();
        chunkRows.clear();
        strings.close();
    }
}
