package io.thresher.execution.join;

/** Chooses a join's strategy from the finished build side. A pure function. */
public final class JoinStrategySelector {
    private JoinStrategySelector() {}

    /** Chooses for a build side of {@code statistics} and {@code keyCount} equal key pairs. */
    public static JoinDecision decide(JoinStatistics statistics, int keyCount, JoinLimits limits) {
        if (statistics.rows() == 0) {
            return new JoinDecision(JoinStrategy.EMPTY, "build side has no rows");
        }
        if (keyCount == 0) {
            return new JoinDecision(
                    JoinStrategy.NESTED_LOOP, "no equality between the sides; rows " + statistics.rows());
        }
        if (limits.preferred() == JoinStrategy.HASH) {
            return new JoinDecision(JoinStrategy.HASH, "asked for; rows " + statistics.rows());
        }
        if (statistics.keyBits() == JoinStatistics.NOT_PACKABLE) {
            return new JoinDecision(JoinStrategy.HASH, "keys do not pack into 64 bits; rows " + statistics.rows());
        }
        long span = statistics.span();
        String numbers = "; rows " + statistics.rows() + ", key range " + span;
        if (limits.preferred() == JoinStrategy.HASH64) {
            return new JoinDecision(JoinStrategy.HASH64, "asked for" + numbers);
        }
        if (span <= limits.perfectSpan()) {
            return new JoinDecision(JoinStrategy.PERFECT, "key range fits " + limits.perfectSpan() + numbers);
        }
        if (span / limits.perfectSpanPerRow() <= statistics.rows() && span <= limits.perfectBytes() / 4) {
            return new JoinDecision(
                    JoinStrategy.PERFECT, "at most " + limits.perfectSpanPerRow() + " places a row" + numbers);
        }
        return new JoinDecision(
                JoinStrategy.HASH64, "keys pack into " + statistics.keyBits() + " bits, range too sparse" + numbers);
    }
}
