package io.thresher.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A semicolon in the wrong place must not cut a statement in two, and a comment must not hide one. */
class StatementSplitterTest {
    @Test
    void semicolonsSeparateStatements() {
        StatementSplitter.Script script = StatementSplitter.split("SELECT 1; SELECT 2 ;; SELECT 3");

        assertThat(script.statements()).containsExactly("SELECT 1", "SELECT 2");
        assertThat(script.rest().strip()).isEqualTo("SELECT 3");
    }

    @Test
    void quotesAndCommentsHideSemicolons() {
        String text = "SELECT ';', \"a;b\", 'it''s;' -- c;\n FROM t /* d; /* e; */ f; */; SELECT E'\\';'";

        StatementSplitter.Script script = StatementSplitter.split(text + ";");

        assertThat(script.statements()).hasSize(2);
        assertThat(script.statements().get(1)).isEqualTo("SELECT E'\\';'");
        assertThat(script.rest()).isEmpty();
    }

    @Test
    void anOpenQuoteKeepsTheStatementOpen() {
        assertThat(StatementSplitter.split("SELECT 'a;").statements()).isEmpty();
        assertThat(StatementSplitter.split("SELECT 'a;").rest()).isEqualTo("SELECT 'a;");
    }

    @Test
    void commentsAloneAreNoStatement() {
        StatementSplitter.Script script = StatementSplitter.split("-- nothing\n; /* here */ ;");

        assertThat(script.statements()).isEmpty();
        assertThat(script.rest()).isEmpty();
    }
}
