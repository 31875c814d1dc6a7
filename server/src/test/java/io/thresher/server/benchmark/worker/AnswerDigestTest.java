package io.thresher.server.benchmark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same values digest to the same, however an engine represents and orders them; other values do not. */
class AnswerDigestTest {
    private static Answer digest(List<Object[]> rows) {
        AnswerDigest digest = new AnswerDigest(rows.get(0).length);
        rows.forEach(digest::add);
        return digest.answer();
    }

    private static Answer of(Object... row) {
        return digest(List.<Object[]>of(row));
    }

    @Test
    void aValueIsTheSameInAllItsClasses() {
        assertThat(of(5, "x").rowHash())
                .isEqualTo(of(5L, "x").rowHash())
                .isEqualTo(of(BigInteger.valueOf(5), "x").rowHash())
                .isEqualTo(of(new BigDecimal("5.000"), "x").rowHash())
                .isNotEqualTo(of(6, "x").rowHash())
                .isNotEqualTo(of(5, "y").rowHash());
        assertThat(of(new BigDecimal("0.00")).rowHash()).isEqualTo(of(0).rowHash());
        assertThat(of(Date.valueOf("2020-02-29")).rowHash())
                .isEqualTo(of(LocalDate.of(2020, 2, 29)).rowHash());
        assertThat(of(Timestamp.valueOf("2020-02-29 12:30:00")).rowHash())
                .isEqualTo(of(LocalDateTime.of(2020, 2, 29, 12, 30)).rowHash());
        assertThat(of((Object) null).rowHash()).isNotEqualTo(of(0).rowHash());
    }

    @Test
    void theOrderOfRowsDoesNotCountButTheirMembersDo() {
        List<Object[]> rows =
                Arrays.asList(new Object[] {1, "a", 0.5}, new Object[] {2, "b", 0.25}, new Object[] {2, "b", 1.5});
        Answer answer = digest(rows);
        Collections.reverse(rows);
        assertThat(digest(rows)).isEqualTo(answer);
        Answer swapped =
                digest(List.of(new Object[] {2, "a", 0.5}, new Object[] {1, "b", 0.25}, new Object[] {2, "b", 1.5}));
        assertThat(swapped.columns().get(0).hash())
                .isEqualTo(answer.columns().get(0).hash());
        assertThat(swapped.rowHash()).isNotEqualTo(answer.rowHash());
    }

    @Test
    void floatingPointNumbersAreSummed() {
        ColumnAnswer column = digest(List.of(new Object[] {0.5}, new Object[] {-1.5}, new Object[] {Double.NaN}))
                .columns()
                .get(0);
        assertThat(column.kind()).isEqualTo(ColumnAnswer.Kind.FLOATING);
        assertThat(column.sum()).isEqualTo(-1.0);
        assertThat(column.magnitude()).isEqualTo(2.0);
        assertThat(column.nulls()).isEqualTo(1);
    }

    @Test
    void linesSurviveAnyText() {
        String text = "SELECT 'a\\n\\\\', 'ä'\n\r\t-- ende";
        assertThat(WorkerLines.escape(text)).doesNotContain("\n").doesNotContain("\r");
        assertThat(WorkerLines.unescape(WorkerLines.escape(text))).isEqualTo(text);
    }
}
