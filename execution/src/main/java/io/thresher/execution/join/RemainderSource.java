package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.join.JoinMode.Unpaired;
import io.thresher.execution.join.build.BuildMarks;
import io.thresher.execution.join.build.BuildSide;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SourceOperator;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts out build rows by whether they were matched, after all probes: a slice of the build side at a time. */
final class RemainderSource implements SourceOperator {
    private final JoinShape shape;
    private final BuildSide build;
    private final BuildMarks marks;
    private final AtomicInteger nextSlice;
    private final QueryContext context;
    private final Column[] columns;
    private final Column[] slices;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];

    RemainderSource(JoinShape shape, BuildSide build, BuildMarks marks, AtomicInteger nextSlice, QueryContext context) {
        this.shape = shape;
        this.build = build;
        this.marks = marks;
        this.nextSlice = nextSlice;
        this.context = context;
        boolean outer = shape.mode().build() == Unpaired.OUTER;
        int buildStart = outer ? shape.buildStart() : 0;
        this.slices = new Column[shape.buildTypes().size()];
        this.columns = new Column[outer ? shape.pairColumns() : slices.length];
        for (int c = 0; c < slices.length; c++) {
            slices[c] = new Column(shape.buildTypes().get(c), context.memory());
            columns[buildStart + c] = slices[c];
        }
        for (int c = 0; outer && c < shape.probeTypes().size(); c++) {
            columns[shape.probeStart() + c] = new Column(shape.probeTypes().get(c), context.memory());
        }
        try {
            for (int c = 0; outer && c < shape.probeTypes().size(); c++) {
                PairColumns.makeNull(columns[shape.probeStart() + c]);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public @Nullable ColumnBatch next() {
        boolean wanted = shape.mode().build() == Unpaired.MATCHED;
        while (true) {
            context.cancellation().check();
            long from = (long) nextSlice.getAndIncrement() * ColumnBatch.MAX_ROWS;
            if (from >= build.rowCount()) {
                return null;
            }
            int start = (int) from;
            int rows = Math.min(ColumnBatch.MAX_ROWS, build.rowCount() - start);
            int kept = 0;
            for (int i = 0; i < rows; i++) {
                selection[kept] = i;
                kept += marks.isSet(start + i) == wanted ? 1 : 0;
            }
            if (kept > 0) {
                return slice(start, rows, kept);
            }
        }
    }

    private ColumnBatch slice(int start, int rows, int kept) {
        for (int c = 0; c < slices.length; c++) {
            NestedLoopOperator.slice(build.column(c), start, slices[c]);
        }
        ColumnBatch batch = new ColumnBatch(columns, rows);
        if (kept < rows) {
            batch.setSelection(selection, kept);
        }
        return batch;
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
