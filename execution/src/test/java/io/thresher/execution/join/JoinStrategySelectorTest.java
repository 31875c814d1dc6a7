package io.thresher.execution.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice of a strategy, as a table. */
class JoinStrategySelectorTest {
    private static final int ROW_BYTES = 24;

    private static JoinDecision decide(long rows, int keyBits, long span, int keys, JoinLimits limits) {
        return JoinStrategySelector.decide(new JoinStatistics(rows, keyBits, span, ROW_BYTES, ROW_BYTES), keys, limits);
    }

    @ParameterizedTest
    @CsvSource({
        // rows, key bits, span, keys, preferred, strategy
        "0, 5, 20, 1, , EMPTY",
        "0, -1, 20, 0, , EMPTY",
        "9, -1, 20, 0, , NESTED_LOOP",
        "9, -1, 20, 0, HASH, NESTED_LOOP",
        "9, 5, 20, 1, , PERFECT",
        "9, 20, 1048576, 1, , PERFECT",
        "9, 21, 1048577, 1, , HASH64",
        "1000000, 23, 6000000, 1, , PERFECT",
        "1000000, 23, 8000009, 1, , HASH64",
        "100000000, 30, 800000000, 1, , HASH64",
        "9, 64, 9223372036854775807, 1, , HASH64",
        "9, -1, 9223372036854775807, 2, , HASH",
        "9, 5, 20, 1, HASH64, HASH64",
        "9, 5, 20, 1, HASH, HASH",
        "9, -1, 20, 1, HASH64, HASH"
    })
    void choosesByRowsAndKeyRange(
            long rows, int keyBits, long span, int keys, JoinStrategy preferred, JoinStrategy expected) {
        JoinDecision decision = decide(rows, keyBits, span, keys, JoinLimits.DEFAULT.preferring(preferred));
        assertThat(decision.strategy()).as(decision.reason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // rows, span, probe row bytes, partition bits, probe rows are partitioned
        "65535, 1e18, 24, 0, false",
        "65536, 1e18, 24, 4, false",
        "100000, 100000, 24, 4, false",
        "1000000, 1e18, 24, 8, true",
        "1000000, 1e18, 65, 8, false",
        "800000, 8e5, 24, 7, false",
        "1000000, 1e6, 24, 7, true",
        "10000000, 1e7, 24, 10, true",
        "10000000, 1e18, 24, 10, true"
    })
    void partitionsWhatTheCachesDoNotHold(long rows, double span, int probeRowBytes, int bits, boolean probe) {
        JoinDecision decision = JoinStrategySelector.decide(
                new JoinStatistics(rows, 50, (long) span, ROW_BYTES, probeRowBytes), 1, JoinLimits.DEFAULT);
        assertThat(decision.partitionBits()).as(decision.toString()).isEqualTo(bits);
        assertThat(decision.partitionsProbe()).as(decision.toString()).isEqualTo(probe);
    }
}
