package io.thresher.execution.operator;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells a query's tasks to stop. Thread-safe. Checked at least once a batch and in every long loop. */
public final class CancellationToken {
    private final AtomicReference<@Nullable EngineException> reason = new AtomicReference<>();

    /** Stops the query; the first reason wins. */
    public void cancel(EngineException why) {
        reason.compareAndSet(null, why);
    }

    /** Stops the query on a user's wish. */
    public void cancel() {
        cancel(new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user"));
    }

    public boolean isCanceled() {
        return reason.get() != null;
    }

    /**
     * Returns at once if the query may go on.
     *
     * @throws EngineException the reason of the cancellation, QUERY_CANCELED, QUERY_TIMEOUT or a task's failure
     */
    public void check() {
        EngineException why = reason.get();
        if (why != null) {
            throw why;
        }
    }
}
