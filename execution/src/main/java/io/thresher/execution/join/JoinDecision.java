package io.thresher.execution.join;

/** A chosen strategy with the numbers it rests on, for EXPLAIN ANALYZE. */
public record JoinDecision(JoinStrategy strategy, String reason) {}
