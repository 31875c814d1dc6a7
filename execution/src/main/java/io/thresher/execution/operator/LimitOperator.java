package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;

/** Leaves out the first rows and stops after enough, counted over all tasks. */
public final class LimitOperator implements StreamingOperator {
    private final RowLimit limit;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];

    /** Makes one task's part of {@code limit}. */
    public LimitOperator(RowLimit limit) {
        this.limit = limit;
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        int count = batch.selectedCount();
        if (limit.isReached()) {
            return;
        }
        long start = limit.claim(count);
        int from = (int) Math.min(count, Math.max(0, limit.first() - start));
        int to = (int) Math.max(from, Math.min(count, limit.end() - start));
        if (from == to) {
            return;
        }
        if (to - from == count) {
            output.accept(batch);
            return;
        }
        int[] kept = selection.length >= to - from ? selection : new int[to - from];
        for (int i = from; i < to; i++) {
            kept[i - from] = batch.position(i);
        }
        ColumnBatch part = new ColumnBatch(batch.columns(), batch.rowCount());
        part.setSelection(kept, to - from);
        output.accept(part);
    }

    @Override
    public boolean isDone() {
        return limit.isReached();
    }

    @Override
    public void close() {}
}
