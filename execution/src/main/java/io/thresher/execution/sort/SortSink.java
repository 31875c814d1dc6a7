package io.thresher.execution.sort;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.SinkOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps a task's rows with their sort entries, and sorts them when the task is over. */
final class SortSink implements SinkOperator {
    private final SortContext context;
    private final Consumer<SortedRun> finished;
    private @Nullable SortedRun run;

    SortSink(SortContext context, Consumer<SortedRun> finished) {
        this.context = context;
        this.finished = finished;
        this.run = context.newRun();
    }

    @Override
    public void consume(ColumnBatch batch) {
        SortedRun open = openRun();
        int count = batch.selectedCount();
        long first = open.rows().append(batch);
        long target = open.entries().grow(count);
        SortKeyEncoder.encode(context.layout(), batch.columns(), batch.selection(), count, first, target);
    }

    private SortedRun openRun() {
        if (run == null) {
            throw new IllegalStateException("Sort sink is closed");
        }
        return run;
    }

    @Override
    public void combine() {
        SortedRun open = openRun();
        context.sort(open);
        run = null;
        finished.accept(open);
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }
}
