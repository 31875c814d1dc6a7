package io.thresher.server.sqltest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an SQL test file.
 *
 * <p>{@code name} is the comment above the record, {@code line} the line of its header (from 1).
 */
public sealed interface SqlRecord {
    String name();

    int line();

    /** A statement that must succeed, or fail as {@code expectedError} says ({@code ""} = any error, null = none). */
    record StatementRecord(
            String name,
            int line,
            Conditions conditions,
            @Nullable String expectedError,
            List<Parameter> parameters,
            String sql)
            implements SqlRecord {}

    /** A query with the expected lines; {@code resultLine} is the line of the first expected one, or of the place for it. */
    record QueryRecord(
            String name,
            int line,
            Conditions conditions,
            String types,
            SortMode sortMode,
            @Nullable String label,
            List<Parameter> parameters,
            String sql,
            List<String> expected,
            int resultLine)
            implements SqlRecord {}

    /** SQL that DuckDB runs in process, usually COPY ... TO, to make the files that the records read. */
    record SetupRecord(String name, int line, String sql) implements SqlRecord {}

    /** From this record on, results of more values than this are compared by their MD5. */
    record HashThresholdRecord(String name, int line, int threshold) implements SqlRecord {}

    /** Everything after this record is ignored. */
    record HaltRecord(String name, int line, Conditions conditions) implements SqlRecord {}

    /** Engines that a record is for; an empty {@code onlyIf} means all. */
    record Conditions(List<String> skipIf, List<String> onlyIf) {
        boolean applyTo(List<String> engines) {
            return skipIf.stream().noneMatch(engines::contains)
                    && (onlyIf.isEmpty() || onlyIf.stream().anyMatch(engines::contains));
        }
    }

    /** A value bound to a {@code ?}; {@code type} is one of int, long, decimal, double, text, boolean, date, timestamp, null. */
    record Parameter(String type, String text) {}

    /** How the rows are sorted before they are compared. */
    enum SortMode {
        NOSORT,
        ROWSORT,
        VALUESORT
    }
}
