package io.thresher.execution.sort;

import io.thresher.execution.operator.RowBuffer;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sorted runs of all tasks and the order they are merged to: what sort and window share. Thread-safe. */
public final class SortState implements AutoCloseable {
    private final SortContext context;
    private final long keptRows;
    private final List<SortedRun> runs = new ArrayList<>();
    private @Nullable SortedOrder order;
    private boolean merged;
    private long peakBytes;

    /** Makes an empty state that needs the first {@code keptRows} rows only. */
    public SortState(SortContext context, long keptRows) {
        this.context = context;
        this.keptRows = keptRows;
    }

    SortContext context() {
        return context;
    }

    /** A task's sink; few rows to keep make it drop the others as they come. */
    public SinkOperator createSink() {
        return keptRows <= TopNSink.MAX_ROWS
                ? new TopNSink(context, (int) keptRows, this::add)
                : new SortSink(context, this::add);
    }

    private synchronized void add(SortedRun run) {
        runs.add(run);
        peakBytes += run.heldBytes();
    }

    /** The work to merge the runs; empty once that is done. */
    public synchronized List<Runnable> finish() {
        if (merged || runs.isEmpty()) {
            runs.forEach(run -> run.entries().close());
            return List.of();
        }
        merged = true;
        runs.sort(Comparator.comparingLong(run -> -run.entries().count()));
        long count = 0;
        List<RowBuffer> buffers = new ArrayList<>();
        for (SortedRun run : runs) {
            count += run.entries().count();
            buffers.add(run.rows());
        }
        for (int run = 1; run < runs.size(); run++) {
            nameRun(runs.get(run).entries(), run);
        }
        SortedOrder made =
                new SortedOrder(new SortedRows(buffers), count, context.query().memory());
        order = made;
        peakBytes += made.heldBytes();
        return new RunMerger(context, runs, made).pieces();
    }

    /** Makes the row words of a run's entries references. */
    private void nameRun(EntryBuffer entries, int run) {
        long rowWord = entries.address() + entries.entryBytes() - 8;
        for (long i = 0; i < entries.count(); i++) {
            RawMemory.putLong(rowWord, SortedRows.reference(run, RawMemory.getLong(rowWord)));
            rowWord += entries.entryBytes();
        }
    }

    /** The merged rows; null if there are none. */
    public synchronized @Nullable SortedOrder order() {
        return order;
    }

    /** The most bytes held so far. */
    public synchronized long peakBytes() {
        return peakBytes;
    }

    @Override
    public synchronized void close() {
        runs.forEach(SortedRun::close);
        runs.clear();
        if (order != null) {
            order.close();
            order = null;
        }
    }
}
