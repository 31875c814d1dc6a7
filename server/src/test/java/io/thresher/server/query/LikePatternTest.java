package io.thresher.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BI tools escape underscores in names: a pattern that ignores the escape shows them other people's tables. */
class LikePatternTest {
    @ParameterizedTest
    @CsvSource({
        "%, orders, true",
        "ord%, Orders, true",
        "%ders, orders, true",
        "o_ders, orders, true",
        "o_ders, oders, false",
        "a\\_b, a_b, true",
        "a\\_b, axb, false",
        "a\\%, a%, true",
        "orders, order, false",
        "order, orders, false",
        "%r%r%, orders, true",
        "'', orders, false",
    })
    void matchesAsJdbcSays(String pattern, String name, boolean expected) {
        assertThat(LikePattern.matches(pattern, name)).isEqualTo(expected);
    }
}
