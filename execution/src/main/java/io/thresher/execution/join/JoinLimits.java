package io.thresher.execution.join;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds of the choice of a strategy: the key range up to which an array is always taken ({@code perfectSpan}), how
 * many places a build row may cost above that ({@code perfectSpanPerRow}), and the most bytes of such an array; {@code
 * preferred} is taken instead wherever it can do the join, null to choose.
 */
public record JoinLimits(
        long perfectSpan,
        int perfectSpanPerRow,
        long perfectBytes,
        @Nullable JoinStrategy preferred) {
    public static final JoinLimits DEFAULT = new JoinLimits(1 << 20, 8, 256L << 20, null);

    /** The same thresholds with another preference. */
    public JoinLimits preferring(@Nullable JoinStrategy strategy) {
        return new JoinLimits(perfectSpan, perfectSpanPerRow, perfectBytes, strategy);
    }
}
