package io.thresher.execution.operator;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Tells a query's tasks to stop. Thread-safe. Checked at least once a batch and in every long loop. */
public final class CancellationToken {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable EngineException reason;

    /** Stops the query; the first reason wins. */
    public void cancel(EngineException why) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
        }
        listeners.forEach(Runnable::run);
    }

    /** Stops the query on a user's wish. */
    public void cancel() {
        cancel(new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user"));
    }

    public boolean isCanceled() {
        return reason != null;
    }

    /**
     * Returns at once if the query may go on.
     *
     * @throws EngineException the reason of the cancellation, QUERY_CANCELED, QUERY_TIMEOUT or a task's failure
     */
    public void check() {
        EngineException why = reason;
        if (why != null) {
            throw why;
        }
    }

    /** Runs {@code listener} once the query is stopped, at once if it is already; it wakes sleepers and must not block. */
    public void onCancel(Runnable listener) {
        synchronized (this) {
            if (reason == null) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }
}
