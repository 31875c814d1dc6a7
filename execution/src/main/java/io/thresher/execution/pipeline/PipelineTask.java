package io.thresher.execution.pipeline;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.SourceOperator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One worker's run over a pipeline: pulls from the source and pushes through the chain until there is nothing left, its
 * turn is over, or the result queue is full. Moves from worker to worker between turns; one thread at a time.
 */
final class PipelineTask implements AutoCloseable {
    /** How a turn ended. */
    enum Outcome {
        /** There is more to do. */
        YIELDED,
        /** The reader must take rows before there is more to do. */
        BLOCKED,
        /** All rows are through and the sink is combined. */
        FINISHED
    }

    private final Pipeline pipeline;
    private final CancellationToken cancellation;
    private final BooleanSupplier resultsFull;
    private final boolean chainFirst;
    private @Nullable SourceOperator source;
    private @Nullable Link chain;
    private long sourceNanos;

    /** Makes a task; with {@code chainFirst} the operators are made before the first row is there. */
    PipelineTask(Pipeline pipeline, CancellationToken cancellation, BooleanSupplier resultsFull, boolean chainFirst) {
        this.pipeline = pipeline;
        this.cancellation = cancellation;
        this.resultsFull = resultsFull;
        this.chainFirst = chainFirst;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Runs until {@code deadlineNanos} at most, by whole batches. */
    Outcome run(long deadlineNanos) {
        try {
            return turn(deadlineNanos);
        } finally {
            report();
        }
    }

    private Outcome turn(long deadlineNanos) {
        cancellation.check();
        if (chainFirst && chain == null) {
            chain = makeChain();
        }
        while (true) {
            if (chain != null && chain.isDone()) {
                pipeline.setExhausted();
                return finish();
            }
            if (resultsFull.getAsBoolean()) {
                return Outcome.BLOCKED;
            }
            ColumnBatch batch = pull();
            if (batch == null) {
                pipeline.setExhausted();
                return finish();
            }
            if (chain == null) {
                chain = makeChain();
            }
            chain.accept(batch);
            cancellation.check();
            if (System.nanoTime() - deadlineNanos >= 0) {
                return Outcome.YIELDED;
            }
        }
    }

    private @Nullable ColumnBatch pull() {
        long start = System.nanoTime();
        if (source == null) {
            source = pipeline.source().operators().get();
        }
        ColumnBatch batch = source.next();
        sourceNanos += System.nanoTime() - start;
        return batch;
    }

    private Outcome finish() {
        if (chain != null) {
            chain.finish();
        }
        return Outcome.FINISHED;
    }

    private Link makeChain() {
        Link link =
                new Link(pipeline.target().profile(), pipeline.target().sinks().get());
        try {
            for (int i = pipeline.stages().size() - 1; i >= 0; i--) {
                Stage stage = pipeline.stages().get(i);
                link = new Link(stage.profile(), stage.operators().get(), link);
            }
        } catch (RuntimeException | Error e) {
            closeAll(link, e);
            throw e;
        }
        return link;
    }

    private void report() {
        pipeline.sourceProfile().addNanos(sourceNanos);
        sourceNanos = 0;
        if (chain != null) {
            chain.report(pipeline.sourceProfile());
        }
    }

    private static @Nullable Throwable closeAll(@Nullable Link first, @Nullable Throwable earlier) {
        Throwable failure = earlier;
        for (Link link = first; link != null; link = link.next()) {
            failure = close(link, failure);
        }
        return failure;
    }

    private static @Nullable Throwable close(AutoCloseable closeable, @Nullable Throwable earlier) {
        try {
            closeable.close();
            return earlier;
        } catch (Exception | Error e) {
            if (earlier == null) {
                return e;
            }
            if (earlier != e) {
                earlier.addSuppressed(e);
            }
            return earlier;
        }
    }

    /** Closes every operator, whatever one of them throws. */
    @Override
    public void close() {
        Throwable failure = source == null ? null : close(source, null);
        failure = closeAll(chain, failure);
        source = null;
        chain = null;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
