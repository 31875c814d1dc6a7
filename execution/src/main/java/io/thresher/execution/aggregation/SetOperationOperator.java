package io.thresher.execution.aggregation;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.RawMemory;

/** A task's end of one input of an INTERSECT or EXCEPT: counts the rows of each kind. */
final class SetOperationOperator implements SinkOperator {
    private final SetOperationBreaker breaker;
    private final GroupTable groups;
    private final int countOffset;
    private final CancellationToken cancellation;
    private boolean combined;

    SetOperationOperator(
            SetOperationBreaker breaker, GroupTable groups, int countOffset, CancellationToken cancellation) {
        this.breaker = breaker;
        this.groups = groups;
        this.countOffset = countOffset;
        this.cancellation = cancellation;
    }

    @Override
    public void consume(ColumnBatch batch) {
        cancellation.check();
        int count = batch.selectedCount();
        long[] rows = groups.find(batch.columns(), ColumnValues.positions(batch), count);
        for (int i = 0; i < count; i++) {
            long state = rows[i] + countOffset;
            RawMemory.putLong(state, RawMemory.getLong(state) + 1);
        }
    }

    @Override
    public void combine() {
        combined = true;
        breaker.take(groups);
    }

    @Override
    public void close() {
        if (!combined) {
            groups.close();
        }
    }
}
