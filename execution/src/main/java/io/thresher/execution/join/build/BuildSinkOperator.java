package io.thresher.execution.join.build;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.SinkOperator;

/** A task's end of a build side: keeps the rows. */
final class BuildSinkOperator implements SinkOperator {
    private final BuildSide side;
    private final BuildRows rows;
    private final CancellationToken cancellation;
    private boolean combined;

    BuildSinkOperator(BuildSide side, BuildRows rows, CancellationToken cancellation) {
        this.side = side;
        this.rows = rows;
        this.cancellation = cancellation;
    }

    @Override
    public void consume(ColumnBatch batch) {
        cancellation.check();
        rows.add(batch);
    }

    @Override
    public void combine() {
        combined = true;
        side.take(rows);
    }

    @Override
    public void close() {
        if (!combined) {
            rows.close();
        }
    }
}
