package io.thresher.execution.join;

/**
 * Thresholds of the choice of a strategy: the key range up to which an array is always taken ({@code perfectSpan}), how
 * many places a build row may cost above that ({@code perfectSpanPerRow}), and the most bytes of such an array.
 */
public record JoinLimits(long perfectSpan, int perfectSpanPerRow, long perfectBytes) {
    public static final JoinLimits DEFAULT = new JoinLimits(1 << 20, 8, 256L << 20);
}
