package io.thresher.execution.join;

/**
 * A chosen strategy with the numbers it rests on, for EXPLAIN ANALYZE. Build rows are ordered into {@code 1 << partitionBits}
 * partitions; with {@code partitionsProbe} probe rows are, too, before they are looked up.
 */
public record JoinDecision(JoinStrategy strategy, int partitionBits, boolean partitionsProbe, String reason) {}
