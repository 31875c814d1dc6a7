package io.thresher.planner;

import io.thresher.error.EngineException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What planning may depend on besides the text: the schema of unqualified names, the session's time zone and user, the
 * statement's start ({@code now()} for all of it), and a check that throws when the statement was canceled or its time
 * is up (called often; must be cheap).
 */
public record PlannerSession(String schema, ZoneId timeZone, String user, Instant queryStart, Runnable stopCheck) {
    /** A session whose planning nobody stops. */
    public PlannerSession(String schema, ZoneId timeZone, String user, Instant queryStart) {
        this(schema, timeZone, user, queryStart, () -> {});
    }

    /**
     * Returns if planning may go on.
     *
     * @throws EngineException QUERY_CANCELED, QUERY_TIMEOUT
     */
    public void checkStop() {
        stopCheck.run();
    }
}
