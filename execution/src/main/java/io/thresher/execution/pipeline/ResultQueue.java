package io.thresher.execution.pipeline;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.execution.operator.QueryContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounded way from the tasks of a query to its reader. Batches are copied in and reused. Two bounds in bytes: past
 * the first the queue is full and tasks give their worker back between batches; past the second, which only one input
 * batch that explodes into many can reach, the putting thread waits. Thread-safe; one reader.
 */
public final class ResultQueue {
    private static final long DEFAULT_BYTES = 8L << 20;
    private static final long LEAST_BYTES = 64L << 10;
    private static final int HARD_FACTOR = 4;

    private final List<DataType> types;
    private final QueryContext context;
    private final long fullBytes;
    private final Deque<ResultBatch> filled = new ArrayDeque<>();
    private final Deque<ResultBatch> free = new ArrayDeque<>();
    private Runnable onRoom = () -> {};
    private @Nullable ResultBatch lent;
    private volatile long queuedBytes;
    private boolean ended;
    private boolean closed;

    /** Makes an empty queue for rows of {@code types}, held in the query's memory. */
    ResultQueue(List<DataType> types, QueryContext context) {
        this.types = List.copyOf(types);
        this.context = context;
        long share = context.memory().limitBytes() / 16;
        this.fullBytes = Math.max(LEAST_BYTES, Math.min(DEFAULT_BYTES, share));
        context.cancellation().onCancel(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Sets who is told when a full queue has room again; called without a lock held. */
    void onRoom(Runnable listener) {
        onRoom = listener;
    }

    /** Whether tasks should wait before they put more. */
    boolean isFull() {
        return queuedBytes >= fullBytes;
    }

    /** Whether a put would have to wait. */
    boolean isOverfull() {
        return queuedBytes >= fullBytes * HARD_FACTOR;
    }

    /** Blocks while the queue is overfull and somebody may still read it. */
    synchronized void awaitRoom() {
        boolean interrupted = false;
        while (isOverfull() && !closed && !context.cancellation().isCanceled()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies the selected rows of a lent batch in. Never blocks. */
    void put(ColumnBatch batch) {
        ResultBatch target;
        synchronized (this) {
            if (closed) {
                return;
            }
            ResultBatch last = filled.peekLast();
            if (last != null && last.takes(batch)) {
                long before = last.bytes();
                last.append(batch);
                queuedBytes += last.bytes() - before;
                return;
            }
            target = free.pollLast();
        }
        if (target == null) {
            target = new ResultBatch(types, context.memory());
        }
        try {
            target.fill(batch);
        } catch (RuntimeException | Error e) {
            target.close();
            throw e;
        }
        synchronized (this) {
            if (!closed) {
                filled.addLast(target);
                queuedBytes += target.bytes();
                notifyAll();
                return;
            }
        }
        target.close();
    }

    /** Says that no more rows come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * The next rows, lent until the next call; null at the end. Blocks.
     *
     * @throws EngineException what stopped the query
     */
    public @Nullable ColumnBatch take() {
        boolean room;
        ColumnBatch rows;
        synchronized (this) {
            recycle();
            awaitRows();
            context.cancellation().check();
            lent = filled.pollFirst();
            if (lent == null) {
                return null;
            }
            boolean wasFull = isFull();
            queuedBytes -= lent.bytes();
            room = wasFull && !isFull();
            rows = lent.batch();
            if (room) {
                notifyAll();
            }
        }
        if (room) {
            onRoom.run();
        }
        return rows;
    }

    private void awaitRows() {
        boolean interrupted = false;
        while (filled.isEmpty() && !ended && !closed && !context.cancellation().isCanceled()) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Whoever interrupts the reader wants the rows no more.
                interrupted = true;
                context.cancellation().cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void recycle() {
        ResultBatch done = lent;
        lent = null;
        if (done != null) {
            if (free.size() < 2) {
                free.addLast(done);
            } else {
                done.close();
            }
        }
    }

    /** Frees all rows; later puts are dropped. */
    synchronized void close() {
        closed = true;
        recycle();
        filled.forEach(ResultBatch::close);
        filled.clear();
        free.forEach(ResultBatch::close);
        free.clear();
        queuedBytes = 0;
        notifyAll();
    }
}
