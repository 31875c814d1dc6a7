package io.thresher.execution.plan;

/**
 * Of each partition of a window only the first {@code count} rows in its order are wanted: any so many if some are equal, or {@code
 * withPeers} all that are equal to the last of them.
 */
public record FirstRows(long count, boolean withPeers) {}
