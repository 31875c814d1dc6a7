package io.thresher.execution.join.build;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.StringHeap;
import io.thresher.execution.join.table.KeyRange;
import io.thresher.execution.kernel.Copy;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;

/** The rows that one task brought to a build side, in chunks of columns. One thread at a time. */
final class BuildRows implements AutoCloseable {
    private static final int FIRST_CHUNK_ROWS = ColumnBatch.MAX_ROWS;
    private static final int MAX_CHUNK_ROWS = 1 << 16;

    private final BuildLayout layout;
    private final QueryMemory memory;
    private final StringHeap strings;
    private final List<BuildChunk> chunks = new ArrayList<>();
    private final List<KeyRange> ranges = new ArrayList<>();
    private final int[] positions = new int[ColumnBatch.MAX_ROWS];
    private int capacity;
    private int filled;

    BuildRows(BuildLayout layout, QueryMemory memory) {
        this.layout = layout;
        this.memory = memory;
        this.strings = new StringHeap(memory);
        layout.keys().forEach(key -> ranges.add(new KeyRange()));
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
        BuildChunk chunk = chunks.get(chunks.size() - 1);
        for (int c = 0; c < layout.inputColumns().length; c++) {
            Column source = batch.column(layout.inputColumns()[c]);
            Copy.append(source, rows, count, chunk.column(c), filled, capacity, strings);
        }
        for (int k = 0; k < ranges.size(); k++) {
            ranges.get(k).add(chunk.column(layout.keys().get(k)), filled, filled + count);
        }
        filled += count;
        chunk.setRowCount(filled);
    }

    private void nextChunk() {
        capacity = capacity == 0 ? FIRST_CHUNK_ROWS : Math.min(MAX_CHUNK_ROWS, 2 * capacity);
        BuildChunk chunk = new BuildChunk(layout.types(), memory);
        chunks.add(chunk);
        filled = 0;
        chunk.allocate(capacity);
    }

    List<BuildChunk> chunks() {
        return chunks;
    }

    /** The values of each key. */
    List<KeyRange> ranges() {
        return ranges;
    }

    /** Frees everything but the strings. */
    void closeChunks() {
        chunks.forEach(BuildChunk::close);
    }

    @Override
    public void close() {
        closeChunks();
        chunks.clear();
        strings.close();
    }
}
