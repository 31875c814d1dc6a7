package io.thresher.execution.join.build;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.memory.QueryMemory;
import java.util.List;

/** Some rows of a build side as FLAT columns; strings belong to somebody else. One thread at a time. */
final class BuildChunk implements AutoCloseable {
    private final Column[] columns;
    private int rowCount;

    BuildChunk(List<DataType> types, QueryMemory memory) {
        columns = types.stream().map(type -> new Column(type, memory)).toArray(Column[]::new);
    }

    void allocate(int rows) {
        for (Column column : columns) {
            column.ensureCapacity(rows);
        }
    }

    Column column(int index) {
        return columns[index];
    }

    int columnCount() {
        return columns.length;
    }

    int rowCount() {
        return rowCount;
    }

    void setRowCount(int rows) {
        rowCount = rows;
    }

    /** Whether a value of column {@code index} may be NULL. */
    boolean mayHaveNulls(int index) {
        return columns[index].mayHaveNulls();
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
