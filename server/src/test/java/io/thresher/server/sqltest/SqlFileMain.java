package io.thresher.server.sqltest;

import io.thresher.server.sqltest.FileReport.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/** Runs SQL test files against any JDBC URL, to try them out; {@code -Dsql.regenerate=true} writes the results. */
public final class SqlFileMain {
    private SqlFileMain() {}

    /** Arguments: JDBC URL or {@code embedded}, then files or folders. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        long failures = 0;
        long passed = 0;
        List<Path> roots =
                List.of(Path.of("target").toAbsolutePath(), Path.of("src").toAbsolutePath());
        try (EngineUnderTest engine = EngineUnderTest.open(arguments[0], roots)) {
            for (String argument : List.of(arguments).subList(1, arguments.length)) {
                for (Path file : SqlFiles.under(Path.of(argument))) {
                    FileReport report;
                    try (Connection connection = engine.connect()) {
                        report = SqlFiles.run(file, connection, engine.isDuckDb());
                    }
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
