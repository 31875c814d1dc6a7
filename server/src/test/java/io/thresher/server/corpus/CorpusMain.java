package io.thresher.server.corpus;

import io.thresher.server.sqltest.EngineUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs one corpus, or {@code all}, against any JDBC URL and prints what came out. */
public final class CorpusMain {
    static final List<String> NAMES =
            List.of("slt-sqlite-select", "slt-pg-compat", "job", "csv-spectrum", "parquet-testing");

    private CorpusMain() {}

    /** Arguments: JDBC URL or {@code embedded}, then names of corpora or {@code all}. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        List<Path> roots = List.of(Path.of("target").toAbsolutePath());
        try (EngineUnderTest engine = EngineUnderTest.open(arguments[0], roots)) {
            for (int i = 1; i < arguments.length; i++) {
                for (String name : arguments[i].equals("all") ? NAMES : List.of(arguments[i])) {
                    try (Connection connection = engine.connect()) {
                        CorpusReport report = run(name, connection, engine.isDuckDb());
                        System.out.println(report.summary());
                        System.out.println("  all failures: " + report.writeFailures());
                    }
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
