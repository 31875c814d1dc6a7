package io.thresher.server.corpus;

import io.thresher.server.sqltest.FileReport;
import io.thresher.server.sqltest.FileReport.Outcome;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.ResultFormat;
import io.thresher.server.sqltest.SqlFileParser;
import io.thresher.server.sqltest.SqlFileRunner;
import io.thresher.server.sqltest.SqlRecord;
import io.thresher.server.sqltest.SqlRecord.Conditions;
import io.thresher.server.sqltest.SqlRecord.QueryRecord;
import io.thresher.server.sqltest.SqlRecord.StatementRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The corpora in sqllogictest form. */
final class SqlLogicCorpus {
    /** The table that DataFusion's files load from a CSV file which the corpus does not hold. */
    private static final String ABSENT_TABLE = "aggregate_test_100_by_sql";

    private final String name;
    private final ResultFormat format;
    private final List<Path> files;

    private SqlLogicCorpus(String name, ResultFormat format, List<Path> files) {
        this.name = name;
        this.format = format;
        this.files = files;
    }

    /** The first three files of the SQLite suite. */
    static SqlLogicCorpus sqliteSelect(Path folder) {
        return new SqlLogicCorpus("slt-sqlite-select", ResultFormat.SQLITE, files(folder, ".test"));
    }

    /** DataFusion's files that are checked against PostgreSQL. */
    static SqlLogicCorpus postgresCompatible(Path folder) {
        return new SqlLogicCorpus("slt-pg-compat", ResultFormat.DATAFUSION, files(folder, ".slt"));
    }

    /** The Join Order Benchmark over a small data set. */
    static SqlLogicCorpus joinOrder(Path folder) {
        List<Path> files = files(folder, ".slt").stream()
                .filter(file -> file.getFileName().toString().equals("imdb.slt"))
                .toList();
        return new SqlLogicCorpus("job", ResultFormat.DATAFUSION, files);
    }

    /** Runs all files; the statements that make tables are reported only when they fail. */
    CorpusReport run(Connection engine, boolean engineIsDuckDb) throws SQLException {
        List<FileReport> reports = new ArrayList<>();
        List<List<String>> absentRows = absentRows();
        for (Path file : files) {
            Path work = Path.of(
                            "target", "corpus-tables", name, file.getFileName().toString())
                    .toAbsolutePath();
            try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
                CorpusTables tables = new CorpusTables(duckdb, engine, engineIsDuckDb, work);
                SqlFileRunner runner = new SqlFileRunner(format, tables, new JdbcTarget(duckdb), Map.of());
                FileReport report = runner.run(
                        file.getFileName().toString(), withAbsentTable(SqlFileParser.parse(file), absentRows));
                tables.dropAll();
                reports.add(queriesOnly(file, report));
            }
        }
        return new CorpusReport(name, reports);
    }

    private static FileReport queriesOnly(Path file, FileReport report) {
        Map<Integer, SqlRecord> byLine =
                SqlFileParser.parse(file).stream().collect(Collectors.toMap(SqlRecord::line, record -> record));
        List<Outcome> outcomes = report.outcomes().stream()
                .filter(outcome -> byLine.get(outcome.line()) instanceof QueryRecord
                        || outcome.status() == FileReport.Status.REFUSED)
                .toList();
        return new FileReport(report.file(), outcomes);
    }

    /** One file selects all rows and columns of the absent table, so its expected result is the table. */
    private List<List<String>> absentRows() {
        for (Path file : files) {
            for (SqlRecord record : SqlFileParser.parse(file)) {
                if (record instanceof QueryRecord query
                        && query.sql().toLowerCase(java.util.Locale.ROOT).startsWith("select * from " + ABSENT_TABLE)) {
                    return query.expected().stream()
                            .map(line -> List.of(line.split(" ")))
                            .toList();
                }
            }
        }
        return List.of();
    }

    private static List<SqlRecord> withAbsentTable(List<SqlRecord> records, List<List<String>> rows) {
        List<SqlRecord> result = new ArrayList<>();
        for (SqlRecord record : records) {
            if (record instanceof StatementRecord statement && statement.sql().startsWith("COPY " + ABSENT_TABLE)) {
                String values = rows.stream()
                        .map(row ->
                                row.stream().map(value -> "'" + value + "'").collect(Collectors.joining(",", "(", ")")))
                        .collect(Collectors.joining(","));
                result.add(new StatementRecord(
                        statement.name(),
                        statement.line(),
                        new Conditions(List.of(), List.of()),
                        null,
                        List.of(),
                        "INSERT INTO " + ABSENT_TABLE + " VALUES " + values));
            } else {
                result.add(record);
            }
        }
        return result;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
