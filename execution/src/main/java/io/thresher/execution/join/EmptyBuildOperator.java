package io.thresher.execution.join;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.join.JoinMode.Unpaired;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.StreamingOperator;

/** A task's probe of a build side in which nothing can match: drops the rows, passes them on, or adds NULLs. */
final class EmptyBuildOperator implements StreamingOperator {
    private final JoinMode mode;
    private final boolean dropsAll;
    private final PairColumns pairs;

    /** {@code dropsAll} is set for a NOT IN whose build side holds a NULL. */
    EmptyBuildOperator(JoinMode mode, boolean dropsAll, PairColumns pairs) {
        this.mode = mode;
        this.dropsAll = dropsAll || mode.dropsUnmatchedProbe();
        this.pairs = pairs;
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        if (dropsAll) {
            return;
        }
        if (mode.probe() == Unpaired.OUTER) {
            pairs.alignNulls(batch);
            ColumnBatch result = new ColumnBatch(pairs.columns(), batch.rowCount());
            result.setSelection(batch.selection(), batch.selectedCount());
            output.accept(result);
        } else {
            output.accept(batch);
        }
    }

    @Override
    public boolean isDone() {
        return dropsAll;
    }

    @Override
    public void close() {
        pairs.close();
    }
}
