package io.thresher.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.server.differential.DifferentialRunner.Relation;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Generated queries against DuckDB: none may give other rows. {@code -Dqueries=2000} sets how many, {@code
 * -Dqueries.seed=1} which; the report on standard output begins with the seed.
 */
class GeneratedQueryTest {
    private static final int DEFAULT_COUNT = 300;

    @Test
    void noGeneratedQueryGivesOtherRowsThanDuckDb() throws Exception {
        compare(Map.of("memory-store", "off"));
    }

    @Test
    void noGeneratedQueryGivesOtherRowsFromMemory() throws Exception {
        compare(Map.of("memory-store.min-scans", "1"));
    }

    @SuppressWarnings("SystemOut")
    private static void compare(Map<String, String> options) throws Exception {
        int count = Integer.getInteger("queries", DEFAULT_COUNT);
        long seed = Long.getLong("queries.seed", System.nanoTime() % 1_000_000);
        Path target = Path.of("target").toAbsolutePath();
        try (TestServer server = TestServer.start(List.of(target), options);
                Connection duckdb = DifferentialTables.duckDb(1);
                Connection engine = server.connect()) {
            DifferentialTables.register(duckdb, engine, target.resolve("differential"));
            DifferentialRunner runner = new DifferentialRunner(new JdbcTarget(engine), new JdbcTarget(duckdb), seed);
            for (int number = 0; number < count; number++) {
                runner.run(number);
            }
            System.out.println(runner.report());
            assertThat(runner.count(Relation.WRONG)).as(runner.report()).isZero();
            assertThat(runner.count(Relation.SAME))
                    .as("enough queries must run at all")
                    .isGreaterThan(count / 2);
            server.assertNothingLeaked();
        }
    }
}
