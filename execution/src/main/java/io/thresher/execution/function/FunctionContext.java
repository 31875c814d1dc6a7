package io.thresher.execution.function;

import io.thresher.error.StopCheck;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What functions may depend on besides their arguments: the query's start, the session's zone, user and schema, and what
 * ends the query in the middle.
 */
public record FunctionContext(Instant queryStart, ZoneId timeZone, String user, String schema, StopCheck stopCheck) {}
