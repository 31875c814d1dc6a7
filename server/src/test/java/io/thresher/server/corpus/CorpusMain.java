package io.thresher.server.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Runs one corpus, or {@code all}, against any JDBC URL and prints what came out. */
public final class CorpusMain {
    static final List<String> NAMES =
            List.of("slt-sqlite-select", "slt-pg-compat", "job", "csv-spectrum", "parquet-testing");

    private CorpusMain() {}

    /** Arguments: JDBC URL, then names of corpora or {@code all}. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[i].equals("all") ? NAMES : List.of(arguments[i])) {
                try (Connection connection = DriverManager.getConnection(arguments[0])) {
                    CorpusReport report = run(name, connection, arguments[0].startsWith("jdbc:duckdb:"));
                    System.out.println(report.summary());
                    System.out.println("  all failures: " + report.writeFailures());
                }
            }
        }
    }

    /** Runs the named corpus; an IllegalStateException where it is absent. */
    static CorpusReport run(String name, Connection engine, boolean engineIsDuckDb) throws SQLException, IOException {
        return switch (name) {
            case "slt-sqlite-select" ->
                SqlLogicCorpus.sqliteSelect(folder(name)).run(engine, engineIsDuckDb);
            case "slt-pg-compat" ->
                SqlLogicCorpus.postgresCompatible(folder(name)).run(engine, engineIsDuckDb);
            case "job" ->
                SqlLogicCorpus.joinOrder(folder("job-clickbench-h2oai")).run(engine, engineIsDuckDb);
            case "csv-spectrum" -> new CsvSpectrum(folder(name)).run(engine, engineIsDuckDb);
            case "parquet-testing" -> new ParquetTesting(folder(name)).run(engine);
            default -> throw new IllegalArgumentException("No such corpus: " + name + "; there are " + NAMES);
        };
    }

    private static Path folder(String archive) {
        return Corpora.unpacked(archive)
                .orElseThrow(() -> new IllegalStateException("Corpus not found beside the project: " + archive));
    }
}
