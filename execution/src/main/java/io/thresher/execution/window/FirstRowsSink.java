package io.thresher.execution.window;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.memory.Closing;

/** Hands on only those rows that may be among the first of their partition. */
final class FirstRowsSink implements SinkOperator {
    private final FirstRowsFilter filter;
    private final SinkOperator rest;

    /** Owns both. */
    FirstRowsSink(FirstRowsFilter filter, SinkOperator rest) {
        this.filter = filter;
        this.rest = rest;
    }

    @Override
    public void consume(ColumnBatch batch) {
        ColumnBatch left = filter.filter(batch);
        if (left != null) {
            rest.consume(left);
        }
    }

    @Override
    public void combine() {
        rest.combine();
    }

    @Override
    public void close() {
        Closing.all(filter, rest);
    }
}
