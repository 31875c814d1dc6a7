package io.thresher.execution.expression;

import io.thresher.memory.QueryMemory;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What evaluation may depend on besides the rows: the query's memory, its start ({@code now()} for the whole query),
 * the session's time zone, user and schema.
 */
public record EvaluationContext(QueryMemory memory, Instant queryStart, ZoneId timeZone, String user, String schema) {}
