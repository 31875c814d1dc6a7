package io.thresher.server.benchmark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.server.benchmark.worker.Answer;
import io.thresher.server.benchmark.worker.AnswerDigest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as the same answer, and what does not. */
class AnswerComparisonTest {
    private static Answer digest(Object[]... rows) {
        AnswerDigest digest = new AnswerDigest(rows.length == 0 ? 0 : rows[0].length);
        List.of(rows).forEach(digest::add);
        return digest.answer();
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static void same(Answer left, Answer right) {
        assertThat(AnswerComparison.difference(left, right)).isNull();
        assertThat(AnswerComparison.difference(right, left)).isNull();
    }

    private static void different(Answer left, Answer right, String difference) {
        assertThat(AnswerComparison.difference(left, right)).contains(difference);
        assertThat(AnswerComparison.difference(right, left)).isNotNull();
    }

    @Test
    void exactValuesMustBeTheSame() {
        same(digest(row("a", 1), row("b", 2)), digest(row("b", 2L), row("a", new BigDecimal("1.0"))));
        different(digest(row("a", 1)), digest(row("a", 2)), "column 2: sums 1.0 and 2.0");
        different(digest(row("a", 1)), digest(row("b", 1)), "column 1: other values");
        different(digest(row("a", 1)), digest(row("a", 1), row("a", 1)), "rows 1 and 2");
        different(digest(row("a", 1)), digest(row("a")), "columns 2 and 1");
        different(digest(row("a", null)), digest(row("a", 0)), "NULLs 1 and 0");
        different(digest(row("a", 1), row("b", 2)), digest(row("a", 2), row("b", 1)), "other rows");
    }

    @Test
    void anAnswerWithoutRowsHasNoColumnsToCompare() {
        same(digest(), digest());
    }

    @Test
    void floatingPointNumbersMayDifferInTheirLastDigits() {
        same(digest(row("a", 0.1 + 0.2)), digest(row("a", 0.3)));
        same(digest(row("a", 0.25)), digest(row("a", new BigDecimal("0.2500"))));
        different(digest(row("a", 0.25)), digest(row("a", 0.2500001)), "sums");
        different(
                digest(row("a", 1.0), row("b", 2.0)),
                digest(row("a", 2.0), row("b", 1.0)),
                "the same sum in other rows");
    }

    @Test
    void decimalsOfDivisionsMayBeRoundedAtOtherDigits() {
        same(digest(row(new BigDecimal("0.333333"))), digest(row(new BigDecimal("0.3333333333"))));
        same(digest(row(1.0 / 3)), digest(row(new BigDecimal("0.333333"))));
        different(digest(row(new BigDecimal("0.333333"))), digest(row(new BigDecimal("0.3334333333"))), "sums");
        different(digest(row(new BigDecimal("0.33"))), digest(row(new BigDecimal("0.34"))), "sums");
    }
}
