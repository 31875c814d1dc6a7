package io.thresher.execution.operator;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.memory.QueryMemory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts out literal rows; the tasks of a pipeline share the count of rows given out. */
public final class ValuesOperator implements SourceOperator {
    private final ValuesNode node;
    private final QueryMemory memory;
    private final AtomicInteger nextRow;
    private Column @Nullable [] columns;

    /** Makes one task's source over {@code node}; {@code nextRow} is shared and starts at 0. */
    public ValuesOperator(ValuesNode node, QueryMemory memory, AtomicInteger nextRow) {
        this.node = node;
        this.memory = memory;
        this.nextRow = nextRow;
    }

    @Override
    public @Nullable ColumnBatch next() {
        int first = nextRow.getAndAdd(ColumnBatch.MAX_ROWS);
        if (first >= node.rows().size() || first < 0) {
            return null;
        }
        int count = Math.min(ColumnBatch.MAX_ROWS, node.rows().size() - first);
        close();
        Column[] made = new Column[node.outputSchema().size()];
        for (int c = 0; c < made.length; c++) {
            made[c] = new Column(node.outputSchema().get(c).type(), memory);
        }
        columns = made;
        for (int c = 0; c < made.length; c++) {
            made[c].ensureCapacity(count);
            for (int row = 0; row < count; row++) {
                ValueWriter.write(
                        made[c], row, count, node.rows().get(first + row).get(c).value());
            }
        }
        return new ColumnBatch(made, count);
    }

    @Override
    public void close() {
        if (columns != null) {
            for (Column column : columns) {
                column.close();
            }
            columns = null;
        }
    }
}
