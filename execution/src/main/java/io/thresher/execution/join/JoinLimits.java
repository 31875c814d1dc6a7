package io.thresher.execution.join;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds of the choice of a strategy: the key range up to which an array is always taken ({@code perfectSpan}), how
 * many places a build row may cost above that ({@code perfectSpanPerRow}), and the most bytes of such an array; {@code
 * preferred} is taken instead wherever it can do the join, null to choose. From {@code parallelRows} build rows on all threads
 * build the table together.
 */
public record JoinLimits(
        long perfectSpan,
        int perfectSpanPerRow,
        long perfectBytes,
        @Nullable JoinStrategy preferred,
        int parallelRows) {
    public static final JoinLimits DEFAULT = new JoinLimits(1 << 20, 8, 256L << 20, null, 1 << 16);

    /** The same thresholds with another preference. */
    public JoinLimits preferring(@Nullable JoinStrategy strategy) {
        return new JoinLimits(perfectSpan, perfectSpanPerRow, perfectBytes, strategy, parallelRows);
    }

    /** The same with another number of rows from which on tables are built in parallel. */
    public JoinLimits parallelFrom(int rows) {
        return new JoinLimits(perfectSpan, perfectSpanPerRow, perfectBytes, preferred, rows);
    }
}
