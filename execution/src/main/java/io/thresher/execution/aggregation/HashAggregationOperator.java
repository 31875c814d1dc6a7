package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.row.ColumnValues;

/** A task's end of an aggregation: finds each row's group in its own table and updates the states there. */
final class HashAggregationOperator implements SinkOperator {
    private final AggregationBreaker breaker;
    private final CancellationToken cancellation;
    private final TaskGroups groups;
    private boolean combined;

    HashAggregationOperator(AggregationBreaker breaker, TaskGroups groups, CancellationToken cancellation) {
        this.breaker = breaker;
        this.groups = groups;
        this.cancellation = cancellation;
    }

    @Override
    public void consume(ColumnBatch batch) {
        cancellation.check();
        Column[] columns = batch.columns();
        groups.add(columns, ColumnValues.positions(batch), batch.selectedCount());
    }

    @Override
    public void combine() {
        groups.finish();
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
