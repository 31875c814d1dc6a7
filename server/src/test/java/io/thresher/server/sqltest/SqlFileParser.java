package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.Conditions;
import io.thresher.server.sqltest.SqlRecord.Parameter;
import io.thresher.server.sqltest.SqlRecord.SortMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one SQL test file into records, following {@code include} lines.
 *
 * <p>Records are separated by empty lines. Kinds: {@code statement ok}, {@code statement error [SQLSTATE or regular
 * expression]}, {@code query <types> [sort mode] [label]} with {@code ----} and the expected lines, {@code setup},
 * {@code hash-threshold}, {@code halt}, {@code include <file>}; {@code skipif}/{@code onlyif} stand above a record and
 * {@code param <type> <value>} lines between the header and the SQL make it a prepared statement.
 */
public final class SqlFileParser {
    private final Path file;
    private final List<String> lines;
    private final List<SqlRecord> records = new ArrayList<>();
    private final List<String> skipIf = new ArrayList<>();
    private final List<String> onlyIf = new ArrayList<>();
    private String name = "";
    private int next;

    private SqlFileParser(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Parses the file; a line that belongs to no record is an IllegalStateException naming file and line. */
    public static List<SqlRecord> parse(Path file) {
        try {
            return new SqlFileParser(file, Files.readAllLines(file)).parseAll();
        } catch (IOException e) {
            throw new IllegalStateException("SQL test file cannot be read: " + file, e);
        }
    }

    private List<SqlRecord> parseAll() {
        while (next < lines.size()) {
            String line = lines.get(next).strip();
            if (line.isEmpty()) {
                next++;
            } else if (line.startsWith("#")) {
                parseComment();
            } else {
                parseRecord(line);
            }
        }
        return records;
    }

    private void parseComment() {
        StringBuilder text = new StringBuilder();
        while (next < lines.size() && lines.get(next).startsWith("#")) {
            String part = lines.get(next++).replaceFirst("^#+", "").strip();
            if (!part.isEmpty()) {
                text.append(text.length() == 0 ? "" : " ").append(part);
            }
        }
        name = text.toString();
    }

    private void parseRecord(String header) {
        // A comment may stand at the end of a header line, as the SQLite files do.
        String[] words = header.replaceFirst("\\s+#.*$", "").split("\\s+");
        int line = next + 1;
        switch (words[0]) {
            case "skipif" -> {
                skipIf.add(words[1].toLowerCase(Locale.ROOT));
                next++;
            }
            case "onlyif" -> {
                onlyIf.add(words[1].toLowerCase(Locale.ROOT));
                next++;
            }
            case "statement" -> parseStatement(header, words, line);
            case "query" -> parseQuery(words, line);
            case "setup" -> {
                next++;
                records.add(new SqlRecord.SetupRecord(takeName(), line, readSql()));
            }
            case "hash-threshold" -> {
                next++;
                records.add(new SqlRecord.HashThresholdRecord("", line, Integer.parseInt(words[1])));
            }
            case "halt" -> {
                next++;
                records.add(new SqlRecord.HaltRecord(takeName(), line, takeConditions()));
            }
            case "include" -> {
                next++;
                include(words[1]);
            }
            default -> throw new IllegalStateException("Not a record: " + file + ":" + line + ": " + header);
        }
    }

    private void include(String other) {
        List<SqlRecord> included = parse(file.resolveSibling(other));
        if (included.stream().anyMatch(SqlRecord.QueryRecord.class::isInstance)) {
            // Expected results are rewritten by line number, so they must stand in the file itself.
            throw new IllegalStateException("An included file may not hold queries: " + other + " in " + file);
        }
        records.addAll(included);
    }

    private void parseStatement(String header, String[] words, int line) {
        next++;
        String expectedError = null;
        if (words[1].equals("error")) {
            expectedError = header.replaceFirst("^statement\\s+error\\s*", "").strip();
        } else if (!words[1].equals("ok")) {
            throw new IllegalStateException("Neither ok nor error: " + file + ":" + line);
        }
        List<Parameter> parameters = readParameters();
        String sql = readSql();
        if (next < lines.size() && lines.get(next).startsWith("----")) {
            // DuckDB's and DataFusion's form: the message follows the statement.
            next++;
            expectedError = "(?s).*" + java.util.regex.Pattern.quote(String.join("\n", readResult())) + ".*";
        }
        records.add(new SqlRecord.StatementRecord(takeName(), line, takeConditions(), expectedError, parameters, sql));
    }

    private void parseQuery(String[] words, int line) {
        next++;
        String types = words.length > 1 ? words[1] : "";
        if (types.equals("error")) {
            List<Parameter> parameters = readParameters();
            String error = words.length > 2 ? words[2] : "";
            records.add(
                    new SqlRecord.StatementRecord(takeName(), line, takeConditions(), error, parameters, readSql()));
            return;
        }
        SortMode sortMode = SortMode.NOSORT;
        String label = null;
        for (int i = 2; i < words.length; i++) {
            @Nullable SortMode mode = sortMode(words[i]);
            if (mode != null) {
                sortMode = mode;
            } else {
                label = words[i];
            }
        }
        List<Parameter> parameters = readParameters();
        String sql = readSql();
        List<String> expected = List.of();
        int resultLine = next + 1;
        if (next < lines.size() && lines.get(next).startsWith("----")) {
            next++;
            resultLine = next + 1;
            expected = readResult();
        }
        records.add(new SqlRecord.QueryRecord(
                takeName(), line, takeConditions(), types, sortMode, label, parameters, sql, expected, resultLine));
    }

    private static @Nullable SortMode sortMode(String word) {
        return switch (word) {
            case "nosort" -> SortMode.NOSORT;
            case "rowsort" -> SortMode.ROWSORT;
            case "valuesort" -> SortMode.VALUESORT;
            default -> null;
        };
    }

    private List<Parameter> readParameters() {
        List<Parameter> parameters = new ArrayList<>();
        while (next < lines.size() && lines.get(next).startsWith("param ")) {
            String[] parts = lines.get(next++).split(" ", 3);
            parameters.add(new Parameter(parts[1], parts.length > 2 ? parts[2] : ""));
        }
        return parameters;
    }

    /** Lines up to an empty line or {@code ----}. */
    private String readSql() {
        StringBuilder sql = new StringBuilder();
        while (next < lines.size()) {
            String line = lines.get(next);
            if (line.isBlank() || line.startsWith("----")) {
                break;
            }
            sql.append(sql.length() == 0 ? "" : "\n").append(line);
            next++;
        }
        return sql.toString();
    }

    private List<String> readResult() {
        List<String> result = new ArrayList<>();
        while (next < lines.size() && !lines.get(next).isEmpty()) {
            result.add(lines.get(next++));
        }
        return result;
    }

    private String takeName() {
        String taken = name;
        name = "";
        return taken;
    }

    private Conditions takeConditions() {
        Conditions conditions = new Conditions(List.copyOf(skipIf), List.copyOf(onlyIf));
        skipIf.clear();
        onlyIf.clear();
        return conditions;
    }
}
