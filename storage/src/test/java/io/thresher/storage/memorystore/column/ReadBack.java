package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stored columns as a scan does, one column for all blocks. */
final class ReadBack {
    private ReadBack() {}

    /** All rows, block by block. */
    static List<@Nullable Object> all(StoredColumn column, DataType type, QueryMemory memory) {
        List<@Nullable Object> rows = new ArrayList<>();
        try (Column target = new Column(type, memory)) {
            for (int from = 0; from < column.rowCount(); from += ColumnBatch.MAX_ROWS) {
                addRows(column, from, Math.min(ColumnBatch.MAX_ROWS, column.rowCount() - from), target, rows);
            }
        }
        return rows;
    }

    /** Some rows. */
    static List<@Nullable Object> range(StoredColumn column, int from, int count, DataType type, QueryMemory memory) {
        List<@Nullable Object> rows = new ArrayList<>();
        try (Column target = new Column(type, memory)) {
            addRows(column, from, count, target, rows);
        }
        return rows;
    }

    private static void addRows(StoredColumn column, int from, int count, Column target, List<@Nullable Object> rows) {
        column.read(from, count, target);
        for (int row = 0; row < count; row++) {
            rows.add(TestValues.read(target, row));
        }
    }
}
