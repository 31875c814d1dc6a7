package io.thresher.server.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.thresher.server.sqltest.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the bar of each public corpus; skipped where the corpora are not beside the project. */
class CorpusTest {
    private static TestServer server;

    @BeforeAll
    static void startServer() {
        assumeTrue(Corpora.archives().isPresent(), "The test corpora are not there: ../shared/corpora");
        server = TestServer.start(List.of(Path.of("target").toAbsolutePath()));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "slt-sqlite-select, 0.99",
        "slt-pg-compat, 0.90",
        "job, 1",
        "csv-spectrum, 1",
        "parquet-testing, 1",
    })
    void passesAtLeastTheShareThatTheCorpusAsksFor(String corpus, double share) throws Exception {
        try (Connection connection = server.connect()) {
            CorpusReport report = CorpusMain.run(corpus, connection, false);
            Path failures = report.writeFailures();
            assertThat(report.passedShare())
                    .as(report.summary() + "All failures are in " + failures)
                    .isGreaterThanOrEqualTo(share);
        }
        server.assertNothingLeaked();
    }
}
