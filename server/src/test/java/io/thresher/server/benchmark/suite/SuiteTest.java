package io.thresher.server.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Suites and queries are found by the names that users write. */
class SuiteTest {
    @Test
    void everySuiteHasItsQueries() {
        assertThat(Suite.TPCH.queries(1, List.of())).hasSize(22);
        assertThat(Suite.GROUPBY.queries(1, List.of())).hasSize(10);
        assertThat(Suite.JOIN.queries(1, List.of())).hasSize(5);
        assertThat(Suite.BIGDATA.queries(1, List.of())).hasSize(9);
        for (Suite suite : Suite.values()) {
            assertThat(suite.queries(1, List.of()))
                    .allMatch(query -> !query.sql().contains("${"));
        }
    }

    @Test
    void queriesArePickedByNumberOrName() {
        assertThat(ids(Suite.TPCH, "1", "q14")).containsExactly("q01", "q14");
        assertThat(ids(Suite.TPCH, "03")).containsExactly("q03");
        assertThat(ids(Suite.BIGDATA, "2b")).containsExactly("q2b");
        assertThatThrownBy(() -> ids(Suite.JOIN, "6"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("q05");
    }

    private static List<String> ids(Suite suite, String... picked) {
        return suite.queries(1, List.of(picked)).stream().map(Query::id).toList();
    }

    @Test
    void theFractionOfQuery11DependsOnTheScale() {
        assertThat(Suite.TPCH.queries(1, List.of("11")).get(0).sql()).contains("* 0.0001\n");
        assertThat(Suite.TPCH.queries(10, List.of("11")).get(0).sql()).contains("* 0.00001\n");
        assertThat(Suite.TPCH.queries(0.01, List.of("11")).get(0).sql()).contains("* 0.01\n");
    }

    @Test
    void unknownSuitesAreRefused() {
        assertThat(Suite.named("TPCH")).isEqualTo(Suite.TPCH);
        assertThatThrownBy(() -> Suite.named("tpcc"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("tpch, groupby, join, bigdata");
    }
}
