package io.thresher.execution.pipeline;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.StreamingOperator;
import org.jspecify.annotations.Nullable;

/** One operator in a task's chain, with its clock; the last one holds the sink. One thread at a time. */
final class Link implements BatchConsumer, AutoCloseable {
    private final NodeProfile profile;
    private final @Nullable StreamingOperator operator;
    private final @Nullable SinkOperator sink;
    private final @Nullable Link next;
    private long nanos;
    private long inputRows;

    /** Makes the link of a streaming operator. */
    Link(NodeProfile profile, StreamingOperator operator, Link next) {
        this.profile = profile;
        this.operator = operator;
        this.sink = null;
        this.next = next;
    }

    /** Makes the last link. */
    Link(NodeProfile profile, SinkOperator sink) {
        this.profile = profile;
        this.operator = null;
        this.sink = sink;
        this.next = null;
    }

    @Override
    public void accept(ColumnBatch batch) {
        if (batch.selectedCount() == 0) {
            return;
        }
        inputRows += batch.selectedCount();
        long start = System.nanoTime();
        if (operator != null && next != null) {
            operator.process(batch, next);
        } else if (sink != null) {
            sink.consume(batch);
        }
        nanos += System.nanoTime() - start;
    }

    /** Says that there are no more batches: lets every operator from here on put out what it still has. */
    void finish() {
        long start = System.nanoTime();
        if (operator != null && next != null) {
            operator.finish(next);
            next.finish();
        } else if (sink != null) {
            sink.combine();
        }
        nanos += System.nanoTime() - start;
    }

    /** Whether an operator from here on needs no more input. */
    boolean isDone() {
        for (Link link = this; link != null; link = link.next) {
            if (link.operator != null ? link.operator.isDone() : link.sink != null && link.sink.isDone()) {
                return true;
            }
        }
        return false;
    }

    /** Adds the numbers since the last call to the profiles; {@code producer} is that of the operator before this. */
    void report(NodeProfile producer) {
        NodeProfile before = producer;
        for (Link link = this; link != null; link = link.next) {
            before.addRows(link.inputRows);
            link.profile.addNanos(link.nanos - (link.next == null ? 0 : link.next.nanos));
            before = link.profile;
        }
        for (Link link = this; link != null; link = link.next) {
            link.inputRows = 0;
            link.nanos = 0;
        }
    }

    /** Closes this operator only. */
    @Override
    public void close() {
        if (operator != null) {
            operator.close();
        }
        if (sink != null) {
            sink.close();
        }
    }

    @Nullable
    Link next() {
        return next;
    }
}
