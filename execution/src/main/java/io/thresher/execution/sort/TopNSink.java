package io.thresher.execution.sort;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.memory.RawMemory;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a task's first rows of an order: collects a few times as many, sorts, forgets the rest, and from then on drops
 * rows that come after the last one kept as they arrive.
 */
final class TopNSink implements SinkOperator {
    /** The most rows kept this way; more are sorted whole. */
    static final int MAX_ROWS = 16_384;

    private static final int LEAST_COLLECTED = 8_192;

    private final SortContext context;
    private final int kept;
    private final Consumer<SortedRun> finished;
    private final EntryBuffer incoming;
    private final int[] passed = new int[ColumnBatch.MAX_ROWS];
    private @Nullable SortedRun run;
    private long bound;

    TopNSink(SortContext context, int kept, Consumer<SortedRun> finished) {
        this.context = context;
        this.kept = kept;
        this.finished = finished;
        this.incoming =
                new EntryBuffer(context.query().memory(), context.layout().entryBytes());
        this.run = context.newRun();
    }

    @Override
    public void consume(ColumnBatch batch) {
        if (kept == 0) {
            return;
        }
        SortedRun open = openRun();
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        incoming.truncate(0);
        SortKeyEncoder.encode(context.layout(), batch.columns(), selection, count, 0, incoming.grow(count));
        if (bound != 0) {
            count = dropLate(batch, count);
            if (count == 0) {
                return;
            }
            selection = passed;
        }
        keep(open, batch.columns(), selection, count);
        if (open.entries().count() >= Math.max(LEAST_COLLECTED, 4L * kept)) {
            shrink();
        }
    }

    /** Leaves the rows that do not surely come after the last one kept in {@code passed}, their entries in front. */
    private int dropLate(ColumnBatch batch, int count) {
        int left = 0;
        int words = context.layout().words();
        int decisive = context.layout().radixBytes();
        for (int i = 0; i < count; i++) {
            long entry = incoming.entry(i);
            if (!isLate(entry, words, decisive)) {
                passed[left] = batch.position(i);
                RawMemory.copy(entry, incoming.entry(left), incoming.entryBytes());
                left++;
            }
        }
        return left;
    }

    private boolean isLate(long entry, int words, int decisiveBytes) {
        for (int word = 0; word < words; word++) {
            long mine = RawMemory.getLong(entry + 8L * word);
            long last = RawMemory.getLong(bound + 8L * word);
            if (mine != last) {
                int differs = (word << 3) + (Long.numberOfLeadingZeros(mine ^ last) >>> 3);
                return differs < decisiveBytes && Long.compareUnsigned(mine, last) > 0;
            }
        }
        return false;
    }

    private void keep(SortedRun open, Column[] columns, int @Nullable [] selection, int count) {
        long first = open.rows().append(columns, selection, count);
        // The bound lies in the entries, which may move.
        long boundOffset = bound - open.entries().address();
        long target = open.entries().grow(count);
        if (bound != 0) {
            bound = open.entries().address() + boundOffset;
        }
        RawMemory.copy(incoming.address(), target, (long) count * incoming.entryBytes());
        long rowWord = target + incoming.entryBytes() - 8;
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(rowWord, first + i);
            rowWord += incoming.entryBytes();
        }
    }

    /** Sorts, and keeps only the rows that may still be wanted, in new memory. */
    private void shrink() {
        SortedRun old = openRun();
        context.sort(old);
        SortedRun fresh = context.newRun();
        try {
            SortedRows rows = new SortedRows(List.of(old.rows()));
            copyFirst(old, rows, fresh);
        } catch (RuntimeException | Error e) {
            fresh.close();
            throw e;
        }
        run = fresh;
        old.close();
        bound = fresh.entries().count() < kept ? 0 : fresh.entries().entry(kept - 1L);
    }

    private void copyFirst(SortedRun old, SortedRows rows, SortedRun fresh) {
        long count = Math.min(kept, old.entries().count());
        Column[] columns = new Column[context.types().size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new Column(context.types().get(c), context.query().memory());
        }
        try {
            long[] references = new long[ColumnBatch.MAX_ROWS];
            for (long from = 0; from < count; from += ColumnBatch.MAX_ROWS) {
                int size = (int) Math.min(ColumnBatch.MAX_ROWS, count - from);
                for (int i = 0; i < size; i++) {
                    references[i] = RawMemory.getLong(
                            old.entries().entry(from + i) + old.entries().entryBytes() - 8);
                }
                for (int c = 0; c < columns.length; c++) {
                    rows.gather(c, references, size, columns[c]);
                }
                fresh.rows().append(columns, null, size);
            }
        } finally {
            for (Column column : columns) {
                column.close();
            }
        }
        long target = fresh.entries().grow((int) count);
        RawMemory.copy(old.entries().address(), target, count * old.entries().entryBytes());
        for (long i = 0; i < count; i++) {
            RawMemory.putLong(fresh.entries().entry(i) + old.entries().entryBytes() - 8, i);
        }
    }

    private SortedRun openRun() {
        if (run == null) {
            throw new IllegalStateException("Sort sink is closed");
        }
        return run;
    }

    @Override
    public boolean isDone() {
        return kept == 0;
    }

    @Override
    public void combine() {
        shrink();
        SortedRun open = openRun();
        run = null;
        finished.accept(open);
    }

    @Override
    public void close() {
        incoming.close();
        if (run != null) {
            run.close();
            run = null;
        }
    }
}
