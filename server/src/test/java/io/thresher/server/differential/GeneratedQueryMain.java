package io.thresher.server.differential;

import io.thresher.server.sqltest.EngineUnderTest;
import io.thresher.server.sqltest.JdbcTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/** Runs generated queries against any JDBC URL; arguments: URL or {@code embedded}, count, and optionally seed and the only number to run. */
public final class GeneratedQueryMain {
    private GeneratedQueryMain() {}

    /** Prints the report. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime() % 1_000_000;
        int first = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        Path target = Path.of("target").toAbsolutePath();
        try (EngineUnderTest engine = EngineUnderTest.open(arguments[0], List.of(target));
                Connection duckdb = DifferentialTables.duckDb(1);
                Connection connection = engine.isDuckDb() ? DifferentialTables.duckDb(1) : engine.connect()) {
            if (!engine.isDuckDb()) {
                DifferentialTables.register(duckdb, connection, target.resolve("differential"));
            }
            DifferentialRunner runner =
                    new DifferentialRunner(new JdbcTarget(connection), new JdbcTarget(duckdb), seed);
            for (int number = first; number < first + count; number++) {
                runner.run(number);
            }
            System.out.println(runner.report());
        }
    }
}
