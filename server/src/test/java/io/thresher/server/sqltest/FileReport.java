package io.thresher.server.sqltest;

import java.util.List;
import java.util.stream.Collectors;

/** What came out of one file, record by record. */
public record FileReport(String file, List<Outcome> outcomes) {

    /** One record that was run; {@code sqlState} is the error's, or empty. */
    public record Outcome(Status status, String name, int line, String sql, String message, String sqlState) {}

    /** How a record ended. */
    public enum Status {
        PASSED,
        WRONG,
        REFUSED,
        SKIPPED
    }

    /** Records with this status. */
    public long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** The outcomes that are neither passed nor skipped. */
    public List<Outcome> failures() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.WRONG || outcome.status() == Status.REFUSED)
                .toList();
    }

    /** All failures as text for people, empty when there is none. */
    public String failureText() {
        return failures().stream()
                .map(outcome -> file + ":" + outcome.line() + " "
                        + (outcome.name().isEmpty() ? "" : "[" + outcome.name() + "] ")
                        + outcome.status() + " " + outcome.message() + "\n  "
                        + outcome.sql().replace("\n", "\n  "))
                .collect(Collectors.joining("\n\n"));
    }
}
