package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans on a thread of its own, with a stack deep enough for any statement that the length limit lets in, while the caller
 * waits and watches for a stop. A stopped planning is given up at once; its thread ends at its next check.
 */
final class PlanningThread {
    private static final long STACK_BYTES = 512L << 20;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final long CHECK_MILLIS = 20;

    private PlanningThread() {}

    /**
     * The result of {@code work}, which gets a session whose check also knows whether the caller gave up.
     *
     * @throws EngineException what the work threw, what the session's check threw, STATEMENT_TOO_COMPLEX after 30 seconds
     */
    static <T> T run(PlannerSession session, Function<PlannerSession, T> work) {
        AtomicReference<EngineException> stopped = new AtomicReference<>();
        PlannerSession limited =
                new PlannerSession(session.schema(), session.timeZone(), session.user(), session.queryStart(), () -> {
                    EngineException reason = stopped.get();
                    if (reason != null) {
                        throw reason;
                    }
                });
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(result, limited, work), "planner", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return await(result, session);
        } catch (EngineException e) {
            stopped.set(e);
            throw e;
        }
    }

    private static <T> void complete(
            CompletableFuture<T> result, PlannerSession session, Function<PlannerSession, T> work) {
        try {
            result.complete(work.apply(session));
        } catch (StackOverflowError e) {
            result.completeExceptionally(new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX, "Statement is nested too deeply; split it up", e));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> result, PlannerSession session) {
        long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        while (true) {
            try {
                return result.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                session.checkStop();
                if (System.nanoTime() > deadline) {
                    throw new EngineException(
                            ErrorCode.STATEMENT_TOO_COMPLEX,
                            "Planning takes too long; split the statement up, seconds allowed: "
                                    + TIME_LIMIT.toSeconds(),
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled while it was planned", e);
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof EngineException) {
            return (EngineException) cause;
        }
        return new EngineException(
                ErrorCode.INTERNAL_ERROR, "Planner failed on this statement; please report it: " + cause, cause);
    }
}
