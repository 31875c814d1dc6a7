package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.kernel.Gather;
import io.thresher.execution.operator.QueryContext;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a join's build side, which tasks fill and {@link #gatherWork} makes one run of values a column, so that a row
 * number finds a value in one step. Columns that the join never looks at are not kept.
 */
final class BuildSide implements AutoCloseable {
    private final QueryContext context;
    private final List<DataType> types;
    private final int[] inputColumns;
    private final int[] storedColumns;
    private final List<BuildRows> tasks = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private boolean borrowed;
    private int rowCount;

    /** Makes the rows of an input with {@code inputTypes}, of which the columns marked {@code needed} are kept. */
    BuildSide(List<DataType> inputTypes, boolean[] needed, QueryContext context) {
        this.context = context;
        this.types = new ArrayList<>();
        this.storedColumns = new int[needed.length];
        List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < needed.length; c++) {
            storedColumns[c] = needed[c] ? kept.size() : -1;
            if (needed[c]) {
                kept.add(c);
                types.add(inputTypes.get(c));
            }
        }
        this.inputColumns = kept.stream().mapToInt(Integer::intValue).toArray();
    }

    BuildSinkOperator createSink() {
        return new BuildSinkOperator(
                this, new BuildRows(types, inputColumns, context.memory()), context.cancellation());
    }

    synchronized void take(BuildRows rows) {
        tasks.add(rows);
    }

    /** The work that makes one run of each column, to be done in parallel; then the columns can be read. */
    List<Runnable> gatherWork() {
        long rows = 0;
        int chunks = 0;
        for (BuildRows task : tasks) {
            rows += task.rowCount();
            chunks += task.chunkCount();
        }
        if (rows > Integer.MAX_VALUE - 8) {
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Too many rows on the build side of a join; rows: " + rows);
        }
        rowCount = (int) rows;
        if (chunks == 1) {
            borrowed = true;
            tasks.stream()
                    .filter(task -> task.chunkCount() > 0)
                    .forEach(task -> columns.addAll(List.of(task.chunk(0))));
            return List.of();
        }
        List<Runnable> work = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            Column column = new Column(types.get(c), context.memory());
            columns.add(column);
            int stored = c;
            work.add(() -> gather(stored, column));
        }
        return work;
    }

    private void gather(int stored, Column target) {
        target.ensureCapacity(rowCount);
        int start = 0;
        for (BuildRows task : tasks) {
            for (int k = 0; k < task.chunkCount(); k++) {
                context.cancellation().check();
                Gather.append(task.chunk(k)[stored], null, task.chunkRows(k), target, start, rowCount);
                start += task.chunkRows(k);
            }
            task.closeColumn(stored);
        }
    }

    int rowCount() {
        return rowCount;
    }

    /** The kept values of input column {@code inputColumn}, FLAT. */
    Column column(int inputColumn) {
        return columns.get(storedColumns[inputColumn]);
    }

    /** Bytes held for rows, about. */
    long bytes() {
        long bytes = 0;
        for (DataType type : types) {
            bytes += (long) rowCount * type.physicalType().bytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        if (!borrowed) {
            columns.forEach(Column::close);
        }
        columns.clear();
        tasks.forEach(BuildRows::close);
        tasks.clear();
    }
}
