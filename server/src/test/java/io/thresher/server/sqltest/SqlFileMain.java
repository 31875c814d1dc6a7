package io.thresher.server.sqltest;

import io.thresher.server.sqltest.FileReport.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** Runs SQL test files against any JDBC URL, to try them out; {@code -Dsql.regenerate=true} writes the results. */
public final class SqlFileMain {
    private SqlFileMain() {}

    /** Arguments: JDBC URL, then files or folders. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        long failures = 0;
        long passed = 0;
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            for (Path file : SqlFiles.under(Path.of(argument))) {
                try (Connection connection = DriverManager.getConnection(arguments[0])) {
                    FileReport report = SqlFiles.run(file, connection, arguments[0].startsWith("jdbc:duckdb:"));
                    passed += report.count(Status.PASSED);
                    failures += report.failures().size();
                    System.out.println(file + ": " + report.count(Status.PASSED) + " passed, "
                            + report.count(Status.WRONG) + " wrong, " + report.count(Status.REFUSED) + " refused, "
                            + report.count(Status.SKIPPED) + " skipped");
                    System.out.println(report.failureText());
                }
            }
        }
        System.out.println("Total: " + passed + " passed, " + failures + " failed");
        System.exit(failures == 0 ? 0 : 1);
    }
}
