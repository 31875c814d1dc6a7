package io.thresher.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.execution.plan.PlanPrinter;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.storage.file.LocalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares plans with those in {@code src/test/resources/plans}. A file has a comment that says what to look at, the
 * query, a line {@code ----} and the plan; {@code -Dplans.regenerate=true} writes the plans anew.
 */
class PlanFilesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "plans");
    private static final String SEPARATOR = "----\n";

    private static final PlannerSession SESSION =
            new PlannerSession("default", ZoneOffset.UTC, "test", Instant.parse("2024-01-01T00:00:00Z"));

    private final SqlPlanner planner = planner();

    private static SqlPlanner planner() {
        FakeCatalog catalog = TpchTables.catalog();
        return new SqlPlanner(catalog, new FakeScanner(catalog), LocalFileSystem.unrestricted());
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasThePlanInItsFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private void check(Path file) throws IOException {
        String text = Files.readString(file);
        int separator = text.indexOf(SEPARATOR);
        String head = separator < 0 ? text : text.substring(0, separator);
        String actual = head + SEPARATOR + plan(head);
        if (Boolean.getBoolean("plans.regenerate")) {
            Files.writeString(file, actual);
        } else {
            assertThat(actual).isEqualTo(text);
        }
    }

    private String plan(String sql) {
        PlannedStatement statement = planner.plan(sql, List.of(), SESSION);
        return PlanPrinter.print(((PlannedStatement.Query) statement).plan()).stripTrailing() + "\n";
    }
}
