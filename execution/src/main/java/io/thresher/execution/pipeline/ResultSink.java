package io.thresher.execution.pipeline;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.SinkOperator;

/** Puts a task's rows into the result queue; gives its worker's place up while the queue is overfull. */
final class ResultSink implements SinkOperator {
    private final ResultQueue queue;
    private final TaskScheduler scheduler;

    ResultSink(ResultQueue queue, TaskScheduler scheduler) {
        this.queue = queue;
        this.scheduler = scheduler;
    }

    @Override
    public void consume(ColumnBatch batch) {
        if (queue.isOverfull()) {
            scheduler.block(queue::awaitRoom);
        }
        queue.put(batch);
    }

    @Override
    public void combine() {}

    @Override
    public void close() {}
}
