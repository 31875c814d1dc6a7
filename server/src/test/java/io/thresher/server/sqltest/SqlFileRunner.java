package io.thresher.server.sqltest;

import io.thresher.server.sqltest.FileReport.Outcome;
import io.thresher.server.sqltest.FileReport.Status;
import io.thresher.server.sqltest.SqlRecord.HaltRecord;
import io.thresher.server.sqltest.SqlRecord.HashThresholdRecord;
import io.thresher.server.sqltest.SqlRecord.QueryRecord;
import io.thresher.server.sqltest.SqlRecord.SetupRecord;
import io.thresher.server.sqltest.SqlRecord.StatementRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the records of SQL test files against a target and reports each one; it never throws for a failed record. */
public final class SqlFileRunner {
    private static final Pattern SQL_STATE = Pattern.compile("\\(?[0-9A-Z]{5}(\\|[0-9A-Z]{5})*\\)?");

    private final ResultFormat format;
    private final StatementTarget target;
    private final StatementTarget setupTarget;
    private final Map<String, String> variables;
    private final ResultComparator comparator;
    private final Map<QueryRecord, List<String>> actualLines = new HashMap<>();
    private final Map<String, List<String>> byLabel = new HashMap<>();
    private int hashThreshold;

    /** {@code variables} replace {@code ${name}} in the SQL; {@code setupTarget} runs the setup records. */
    public SqlFileRunner(
            ResultFormat format, StatementTarget target, StatementTarget setupTarget, Map<String, String> variables) {
        this.format = format;
        this.target = target;
        this.setupTarget = setupTarget;
        this.variables = new LinkedHashMap<>(variables);
        this.comparator = new ResultComparator(format);
    }

    /** Runs the whole file. */
    public FileReport run(Path file) {
        return run(file.getFileName().toString(), SqlFileParser.parse(file));
    }

    /** Runs records that were parsed before. */
    public FileReport run(String name, List<SqlRecord> records) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SqlRecord record : records) {
            if (record instanceof HaltRecord halt && halt.conditions().applyTo(format.engines())) {
                break;
            }
            @Nullable Outcome outcome = runRecord(record);
            if (outcome != null) {
                outcomes.add(outcome);
            }
        }
        return new FileReport(name, outcomes);
    }

    /** What the queries returned so far, as lines of the file. */
    Map<QueryRecord, List<String>> actualLines() {
        return actualLines;
    }

    private @Nullable Outcome runRecord(SqlRecord record) {
        if (record instanceof HashThresholdRecord threshold) {
            hashThreshold = threshold.threshold();
            return null;
        }
        if (record instanceof SetupRecord setup) {
            return runSetup(setup);
        }
        if (record instanceof StatementRecord statement) {
            return statement.conditions().applyTo(format.engines()) ? runStatement(statement) : skipped(record);
        }
        if (record instanceof QueryRecord query) {
            return query.conditions().applyTo(format.engines()) ? runQuery(query) : skipped(record);
        }
        return null;
    }

    private static Outcome skipped(SqlRecord record) {
        return new Outcome(Status.SKIPPED, record.name(), record.line(), "", "", "");
    }

    private @Nullable Outcome runSetup(SetupRecord record) {
        String sql = substitute(record.sql());
        try {
            setupTarget.execute(sql, List.of());
            return null;
        } catch (SQLException e) {
            return failed(Status.WRONG, record, sql, "setup failed: " + e.getMessage(), e);
        }
    }

    private Outcome runStatement(StatementRecord record) {
        String sql = substitute(record.sql());
        try {
            target.execute(sql, record.parameters());
        } catch (SQLException e) {
            return checkError(record, sql, e);
        }
        if (record.expectedError() != null) {
            return failed(Status.WRONG, record, sql, "no error, but expected " + record.expectedError(), null);
        }
        return passed(record, sql);
    }

    private Outcome checkError(StatementRecord record, String sql, SQLException error) {
        String expected = record.expectedError();
        String message = JdbcTarget.plainMessage(error);
        if (expected == null) {
            return failed(Status.REFUSED, record, sql, message, error);
        }
        if (expected.isEmpty()) {
            return passed(record, sql);
        }
        boolean fits = true;
        String text = expected;
        String first = expected.split("\\s+", 2)[0];
        if (SQL_STATE.matcher(first).matches()) {
            // DuckDB's driver has no SQLSTATEs, so there only the failure itself is checked.
            fits = format == ResultFormat.DUCKDB
                    || String.valueOf(error.getSQLState()).matches(first);
            text = expected.substring(first.length()).strip();
        }
        if (format != ResultFormat.DUCKDB && !text.isEmpty()) {
            fits &= Pattern.compile(text).matcher(message).find();
        }
        if (fits) {
            return passed(record, sql);
        }
        return failed(
                Status.WRONG,
                record,
                sql,
                "expected error " + expected + " but got " + error.getSQLState() + ": " + message,
                error);
    }

    private Outcome runQuery(QueryRecord record) {
        String sql = substitute(record.sql());
        List<List<@Nullable Object>> rows;
        try {
            rows = target.query(sql, record.parameters());
        } catch (SQLException e) {
            return failed(Status.REFUSED, record, sql, JdbcTarget.plainMessage(e), e);
        }
        actualLines.put(record, comparator.format(record, rows, hashThreshold));
        @Nullable String problem = checkTypes(record, rows);
        if (problem == null) {
            problem = comparator.compare(record, rows, hashThreshold);
        }
        if (problem == null && record.label() != null) {
            List<String> lines = comparator.format(record, rows, 0);
            List<String> before = byLabel.putIfAbsent(record.label(), lines);
            if (before != null && !before.equals(lines)) {
                problem = "result differs from the other queries labelled " + record.label();
            }
        }
        return problem == null ? passed(record, sql) : failed(Status.WRONG, record, sql, problem, null);
    }

    private @Nullable String checkTypes(QueryRecord record, List<List<@Nullable Object>> rows) {
        String types = record.types();
        for (List<@Nullable Object> row : rows) {
            if (row.size() != types.length()) {
                return "expected " + types.length() + " columns but got " + row.size();
            }
            for (int column = 0; column < row.size(); column++) {
                Object value = row.get(column);
                if (value != null && !format.fits(value, types.charAt(column))) {
                    return "column " + (column + 1) + " is not of type " + types.charAt(column) + ": "
                            + value.getClass().getSimpleName() + " " + value;
                }
            }
        }
        return null;
    }

    private static Outcome passed(SqlRecord record, String sql) {
        return new Outcome(Status.PASSED, record.name(), record.line(), sql, "", "");
    }

    private static Outcome failed(
            Status status, SqlRecord record, String sql, String message, @Nullable SQLException error) {
        String sqlState = error == null || error.getSQLState() == null ? "" : error.getSQLState();
        return new Outcome(status, record.name(), record.line(), sql, message, sqlState);
    }

    private String substitute(String sql) {
        String substituted = sql;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            substituted = substituted.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return substituted;
    }
}
