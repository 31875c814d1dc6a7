package io.thresher.server.corpus;

import io.thresher.server.sqltest.FileReport;
import io.thresher.server.sqltest.FileReport.Outcome;
import io.thresher.server.sqltest.FileReport.Status;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.RowSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of Apache's Parquet testing repository.
 *
 * <p>Flat columns must hold what DuckDB reads from the same file. A nested column may be refused with 0A000 and its
 * name. Files whose content is broken must give an error of the file or, where the damage does not change what can be
 * read, the rows that DuckDB reads.
 */
final class ParquetTesting {
    /** Valid files by their name, but with a page whose checksum is wrong: reading them must fail. */
    private static final Set<String> WRONG_CHECKSUM =
            Set.of("datapage_v1-corrupt-checksum.parquet", "rle-dict-uncompressed-corrupt-checksum.parquet");
    /** What a broken file may end with: corrupt, not readable, not supported. */
    private static final Set<String> CLEAN_STATES = Set.of("XX001", "58030", "0A000");

    /** DuckDB reads INT96 through nanoseconds, where the farthest value that Spark wrote does not fit. */
    private static final LocalDateTime OVERFLOWED = LocalDateTime.parse("+226414-01-07T22:21:39.416064");

    private static final LocalDateTime FAR_TIMESTAMP = LocalDateTime.parse("+290000-12-30T23:00:00");

    private static final RowSets ROW_SETS = new RowSets(1e-12);

    private final Path folder;

    ParquetTesting(Path folder) {
        this.folder = folder;
    }

    CorpusReport run(Connection engine) throws SQLException, IOException {
        List<Outcome> good = new ArrayList<>();
        List<Outcome> bad = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Stream<Path> paths = Files.walk(folder)) {
            JdbcTarget engineTarget = new JdbcTarget(engine);
            JdbcTarget duckdbTarget = new JdbcTarget(duckdb);
            for (Path file : paths.sorted().toList()) {
                String name = file.getFileName().toString();
                if (file.getParent().endsWith("bad_data") && name.endsWith(".parquet")) {
                    bad.add(checkBroken(engineTarget, duckdbTarget, file, true));
                } else if (WRONG_CHECKSUM.contains(name)) {
                    bad.add(checkBroken(engineTarget, duckdbTarget, file, false));
                } else if (name.endsWith(".parquet.encrypted")) {
                    bad.add(checkBroken(engineTarget, duckdbTarget, file, false));
                } else if (name.endsWith(".parquet")) {
                    good.add(checkValid(engineTarget, duckdbTarget, file));
                }
            }
        }
        return new CorpusReport(
                "parquet-testing", List.of(new FileReport("valid", good), new FileReport("broken", bad)));
    }

    private static Outcome checkBroken(JdbcTarget engine, JdbcTarget duckdb, Path file, boolean rowsAllowed) {
        String name = file.getFileName().toString();
        String sql = "SELECT * FROM " + source(file);
        List<List<@Nullable Object>> rows;
        try {
            rows = engine.query(sql, List.of());
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            boolean clean =
                    CLEAN_STATES.contains(state) && JdbcTarget.plainMessage(e).contains(name);
            return clean
                    ? outcome(Status.PASSED, name, sql, "")
                    : outcome(Status.WRONG, name, sql, "not a clean error: " + state + " " + e.getMessage());
        }
        if (rowsAllowed) {
            try {
                String difference = ROW_SETS.difference(duckdb.query(sql, List.of()), rows, false);
                if (difference == null) {
                    return outcome(Status.PASSED, name, sql, "");
                }
            } catch (SQLException e) {
                return outcome(Status.WRONG, name, sql, "rows from a broken file, DuckDB says: " + e.getMessage());
            }
        }
        return outcome(Status.WRONG, name, sql, "rows from a broken file");
    }

    private static Outcome checkValid(JdbcTarget engine, JdbcTarget duckdb, Path file) {
        String name = file.getFileName().toString();
        String sql = "SELECT * FROM " + source(file);
        try {
            if (name.equals("map_no_value.parquet")) {
                return checkNested(engine, file, "my_map");
            }
            List<List<@Nullable Object>> columns =
                    duckdb.query("SELECT column_name, column_type FROM (DESCRIBE " + sql + ")", List.of());
            for (List<@Nullable Object> column : columns) {
                if (isNested(String.valueOf(column.get(1)))) {
                    Outcome nested = checkNested(engine, file, String.valueOf(column.get(0)));
                    if (nested.status() != Status.PASSED) {
                        return nested;
                    }
                }
            }
            List<String> flat = columns.stream()
                    .filter(column -> !isNested(String.valueOf(column.get(1))))
                    .map(column -> String.valueOf(column.get(0)))
                    .toList();
            return compareFlat(engine, duckdb, file, flat);
        } catch (SQLException e) {
            return outcome(Status.WRONG, name, sql, "DuckDB cannot describe the file: " + e.getMessage());
        }
    }

    private static Outcome compareFlat(JdbcTarget engine, JdbcTarget duckdb, Path file, List<String> columns)
            throws SQLException {
        String name = file.getFileName().toString();
        List<String> compared = new ArrayList<>(columns);
        if (name.equals("byte_stream_split_extended.gzip.parquet")) {
            // DuckDB cannot read some of these; each has a plain twin with the same values.
            Outcome twins = compareTwins(engine, file, columns);
            if (twins.status() != Status.PASSED) {
                return twins;
            }
            compared.removeIf(column -> column.endsWith("_byte_stream_split"));
        }
        if (compared.isEmpty()) {
            return outcome(Status.PASSED, name, "", "");
        }
        String sql = "SELECT " + compared.stream().map(ParquetTesting::quote).collect(Collectors.joining(", "))
                + " FROM " + source(file);
        List<List<@Nullable Object>> expected = name.equals("int96_from_spark.parquet")
                ? replaced(duckdb.query(sql, List.of()), OVERFLOWED, FAR_TIMESTAMP)
                : duckdb.query(sql, List.of());
        try {
            String difference = ROW_SETS.difference(expected, engine.query(sql, List.of()), false);
            return difference == null
                    ? outcome(Status.PASSED, name, sql, "")
                    : outcome(Status.WRONG, name, sql, difference);
        } catch (SQLException e) {
            return new Outcome(
                    Status.REFUSED, name, 0, sql, JdbcTarget.plainMessage(e), String.valueOf(e.getSQLState()));
        }
    }

    private static List<List<@Nullable Object>> replaced(
            List<List<@Nullable Object>> rows, Object value, Object replacement) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> copy = new ArrayList<>(row);
            copy.replaceAll(cell -> value.equals(cell) ? replacement : cell);
            result.add(copy);
        }
        return result;
    }

    private static Outcome compareTwins(JdbcTarget engine, Path file, List<String> columns) {
        String name = file.getFileName().toString();
        String condition = columns.stream()
                .filter(column -> column.endsWith("_plain"))
                .map(column ->
                        quote(column) + " IS DISTINCT FROM " + quote(column.replace("_plain", "_byte_stream_split")))
                .collect(Collectors.joining(" OR "));
        String sql = "SELECT count(*) FROM " + source(file) + " WHERE " + condition;
        try {
            List<List<@Nullable Object>> rows = engine.query(sql, List.of());
            return rows.equals(List.of(List.of(0L)))
                    ? outcome(Status.PASSED, name, sql, "")
                    : outcome(Status.WRONG, name, sql, "rows with different twins: " + rows);
        } catch (SQLException e) {
            return new Outcome(
                    Status.REFUSED, name, 0, sql, JdbcTarget.plainMessage(e), String.valueOf(e.getSQLState()));
        }
    }

    private static Outcome checkNested(JdbcTarget engine, Path file, String column) {
        String name = file.getFileName().toString();
        String sql = "SELECT " + quote(column) + " FROM " + source(file) + " LIMIT 0";
        try {
            engine.query(sql, List.of());
            return outcome(Status.PASSED, name, sql, "");
        } catch (SQLException e) {
            String message = JdbcTarget.plainMessage(e);
            boolean clean = "0A000".equals(e.getSQLState()) && message.contains(column);
            return clean
                    ? outcome(Status.PASSED, name, sql, "")
                    : outcome(Status.WRONG, name, sql, "not a clean refusal: " + e.getSQLState() + " " + message);
        }
    }

    private static boolean isNested(String type) {
        return type.contains("STRUCT") || type.contains("MAP(") || type.contains("[") || type.contains("UNION(");
    }

    private static String quote(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String source(Path file) {
        return "'" + file + "'";
    }

    private static Outcome outcome(Status status, String name, String sql, String message) {
        return new Outcome(status, name, 0, sql, message, "");
    }
}
