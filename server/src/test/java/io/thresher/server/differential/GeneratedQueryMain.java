package io.thresher.server.differential;

import io.thresher.server.sqltest.JdbcTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** Runs generated queries against any JDBC URL; arguments: URL, count, and optionally seed and the only number to run. */
public final class GeneratedQueryMain {
    private GeneratedQueryMain() {}

    /** Prints the report. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime() % 1_000_000;
        int first = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        boolean engineIsDuckDb = arguments[0].startsWith("jdbc:duckdb:");
        try (Connection duckdb = DifferentialTables.duckDb(1);
                Connection engine =
                        engineIsDuckDb ? DifferentialTables.duckDb(1) : DriverManager.getConnection(arguments[0])) {
            if (!engineIsDuckDb) {
                DifferentialTables.register(
                        duckdb, engine, Path.of("target", "differential").toAbsolutePath());
            }
            DifferentialRunner runner = new DifferentialRunner(new JdbcTarget(engine), new JdbcTarget(duckdb), seed);
            for (int number = first; number < first + count; number++) {
                runner.run(number);
            }
            System.out.println(runner.report());
        }
    }
}
