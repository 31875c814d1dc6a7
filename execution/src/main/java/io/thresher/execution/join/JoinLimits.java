package io.thresher.execution.join;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds of the choice of a strategy: the key range up to which an array is always taken ({@code perfectSpan}), how
 * many places a build row may cost above that ({@code perfectSpanPerRow}), and the most bytes of such an array; {@code
 * preferred} is taken instead wherever it can do the join, null to choose. From {@code parallelRows} build rows on the build side
 * is ordered into partitions of about {@code partitionBytes} of table and rows, so that all threads build the table together;
 * probe rows of at most {@code probeRowBytes} are partitioned, too, where table and rows take {@code partitionedProbeBytes}.
 */
public record JoinLimits(
        long perfectSpan,
        int perfectSpanPerRow,
        long perfectBytes,
        @Nullable JoinStrategy preferred,
        int parallelRows,
        long partitionBytes,
        long partitionedProbeBytes,
        int probeRowBytes) {
    public static final JoinLimits DEFAULT =
            new JoinLimits(1 << 20, 8, 256L << 20, null, 1 << 16, 256 << 10, 24 << 20, 64);

    /** The same thresholds with another preference. */
    public JoinLimits preferring(@Nullable JoinStrategy strategy) {
        return new JoinLimits(
                perfectSpan,
                perfectSpanPerRow,
                perfectBytes,
                strategy,
                parallelRows,
                partitionBytes,
                partitionedProbeBytes,
                probeRowBytes);
    }

    /** The same without arrays. */
    public JoinLimits withoutArrays() {
        return new JoinLimits(0, 1, 0, preferred, parallelRows, partitionBytes, partitionedProbeBytes, probeRowBytes);
    }

    /** The same with another number of rows from which on tables are built in parallel, and of bytes from which probes are partitioned. */
    public JoinLimits partitionedFrom(int rows, long probeBytes) {
        return new JoinLimits(
                perfectSpan,
                perfectSpanPerRow,
                perfectBytes,
                preferred,
                rows,
                partitionBytes,
                probeBytes,
                probeRowBytes);
    }
}
