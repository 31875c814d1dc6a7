package io.thresher.execution.join;

/** Chooses a join's strategy from the finished build side. A pure function. */
public final class JoinStrategySelector {
    private static final int MIN_PARTITION_BITS = 4;
    /** More partitions would be more places to write to than the caches have lines for. */
    private static final int MAX_PARTITION_BITS = 10;

    private JoinStrategySelector() {}

    /** Chooses for a build side of {@code statistics} and {@code keyCount} equal key pairs. */
    public static JoinDecision decide(JoinStatistics statistics, int keyCount, JoinLimits limits) {
        long rows = statistics.rows();
        if (rows == 0) {
            return unpartitioned(JoinStrategy.EMPTY, "build side has no rows");
        }
        if (keyCount == 0) {
            return unpartitioned(JoinStrategy.NESTED_LOOP, "no equality between the sides; rows " + rows);
        }
        if (limits.preferred() == JoinStrategy.HASH) {
            return partitioned(JoinStrategy.HASH, "asked for; rows " + rows, statistics, limits);
        }
        if (statistics.keyBits() == JoinStatistics.NOT_PACKABLE) {
            return partitioned(JoinStrategy.HASH, "keys do not pack into 64 bits; rows " + rows, statistics, limits);
        }
        long span = statistics.span();
        String numbers = "; rows " + rows + ", key range " + span;
        if (limits.preferred() == JoinStrategy.HASH64) {
            return partitioned(JoinStrategy.HASH64, "asked for" + numbers, statistics, limits);
        }
        if (span <= limits.perfectSpan()) {
            return partitioned(
                    JoinStrategy.PERFECT, "key range fits " + limits.perfectSpan() + numbers, statistics, limits);
        }
        if (span / limits.perfectSpanPerRow() <= rows && span <= limits.perfectBytes() / 4) {
            return partitioned(
                    JoinStrategy.PERFECT,
                    "at most " + limits.perfectSpanPerRow() + " places a row" + numbers,
                    statistics,
                    limits);
        }
        return partitioned(
                JoinStrategy.HASH64,
                "keys pack into " + statistics.keyBits() + " bits, range too sparse" + numbers,
                statistics,
                limits);
    }

    private static JoinDecision unpartitioned(JoinStrategy strategy, String reason) {
        return new JoinDecision(strategy, 0, false, reason);
    }

    private static JoinDecision partitioned(
            JoinStrategy strategy, String reason, JoinStatistics statistics, JoinLimits limits) {
        long rows = statistics.rows();
        if (rows < limits.parallelRows()) {
            return unpartitioned(strategy, reason);
        }
        long tableBytes = strategy == JoinStrategy.PERFECT
                ? Integer.BYTES * statistics.span()
                : rows * (strategy == JoinStrategy.HASH64 && statistics.keyBits() > Integer.SIZE ? 32 : 16);
        long bytes = tableBytes + rows * statistics.buildRowBytes();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(bytes / limits.partitionBytes());
        bits = Math.max(MIN_PARTITION_BITS, Math.min(MAX_PARTITION_BITS, bits));
        boolean probe = bytes >= limits.partitionedProbeBytes() && statistics.probeRowBytes() <= limits.probeRowBytes();
        return new JoinDecision(strategy, bits, probe, reason);
    }
}
