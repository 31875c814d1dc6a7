package io.thresher.execution.expression;

import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What evaluation may depend on besides the rows: the query's memory, its start ({@code now()} for the whole query),
 * the session's time zone, user and schema, and what ends it in the middle.
 */
public record EvaluationContext(
        QueryMemory memory, Instant queryStart, ZoneId timeZone, String user, String schema, StopCheck stopCheck) {
    /** A context whose evaluation nobody ends. */
    public EvaluationContext(QueryMemory memory, Instant queryStart, ZoneId timeZone, String user, String schema) {
        this(memory, queryStart, timeZone, user, schema, StopCheck.NEVER);
    }

    /** The same context with another stop check. */
    public EvaluationContext withStopCheck(StopCheck newStopCheck) {
        return new EvaluationContext(memory, queryStart, timeZone, user, schema, newStopCheck);
    }
}
