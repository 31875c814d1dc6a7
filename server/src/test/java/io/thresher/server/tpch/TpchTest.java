package io.thresher.server.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.RowSets;
import io.thresher.server.sqltest.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 22 queries at scale 0.01 against the official answers and against DuckDB on the same files; skipped where the
 * corpora with the texts are not beside the project.
 */
class TpchTest {
    private static final String SCALE = "0.01";
    private static final RowSets ROW_SETS = new RowSets(1e-9);

    private static TestServer server;
    private static TpchQueries queries;
    private static Path data;

    @BeforeAll
    static void startServer() throws Exception {
        Optional<TpchQueries> found = TpchQueries.find();
        assumeTrue(found.isPresent(), "The query texts are not there: ../shared/corpora");
        queries = found.get();
        server = TestServer.start(List.of(Path.of("target").toAbsolutePath()));
        data = TpchData.inTarget(SCALE);
        try (Connection connection = server.connect()) {
            TpchTables.register(connection, data);
        }
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    static List<Integer> numbers() {
        return java.util.stream.IntStream.rangeClosed(1, TpchQueries.COUNT)
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "query {0}")
    @MethodSource("numbers")
    void givesTheOfficialAnswerAndTheRowsOfDuckDb(int number) throws Exception {
        String sql = queries.sql(number);
        try (Connection connection = server.connect();
                Connection duckdb = TpchTables.duckDb(data)) {
            List<List<@Nullable Object>> rows = new JdbcTarget(connection).query(sql, List.of());
            assertThat(queries.difference(number, data, rows)).isNull();
            List<List<@Nullable Object>> expected = new JdbcTarget(duckdb).query(sql, List.of());
            assertThat(ROW_SETS.difference(expected, rows, true)).isNull();
        }
        server.assertNothingLeaked();
    }
}
