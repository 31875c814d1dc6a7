package io.thresher.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code thresher bench}: whole runs on little data, beside DuckDB. */
@Timeout(300)
class BenchTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String output, String errors) {}

    private Outcome bench(String... arguments) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream outputBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("bench", "--data-dir", folder.toString()));
        all.addAll(List.of(arguments));
        try {
            System.setOut(new PrintStream(outputBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errorBytes, true, StandardCharsets.UTF_8));
            int exit = Launcher.run(all.toArray(String[]::new));
            return new Outcome(
                    exit, outputBytes.toString(StandardCharsets.UTF_8), errorBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    private static String duckDbJar() throws Exception {
        return Path.of(DuckDBDriver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private List<Path> results(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("bench").resolve("results"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"tpch, 22", "groupby, 10", "join, 5", "bigdata, 9"})
    void everySuiteGivesTheAnswersOfDuckDb(String suite, int queries) throws Exception {
        Outcome outcome = bench(
                suite,
                "--scale",
                "0.001",
                "--runs",
                "1",
                "--warm-up",
                "0",
                "--no-cold",
                "--against",
                "duckdb",
                "--driver-jar",
                duckDbJar());
        assertThat(outcome.output() + outcome.errors())
                .doesNotContain("differs")
                .doesNotContain("error");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output().lines().filter(line -> line.matches("q\\d\\w* +\\|.*")))
                .hasSize(queries);
        JsonNode json = new ObjectMapper().readTree(results(".json").get(0).toFile());
        assertThat(json.path("queries")).hasSize(queries);
        for (JsonNode query : json.path("queries")) {
            assertThat(query.path("engines")
                            .path("duckdb")
                            .path("hot")
                            .path("ratio")
                            .asDouble())
                    .as(query.path("query").asText())
                    .isPositive();
        }
        assertThat(json.path("engines").path(1).path("version").asText()).startsWith("DuckDB");
        assertThat(results(".svg")).hasSize(1);
        try (Stream<Path> left = Files.list(folder.resolve("bench"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".work") || name.endsWith(".part"));
        }
    }

    @Test
    void freshProcessesAndLoadedTablesAreTimedToo() throws Exception {
        Outcome outcome = bench(
                "join",
                "--scale",
                "0.001",
                "--runs",
                "2",
                "--warm-up",
                "0",
                "--queries",
                "1",
                "--threads",
                "1",
                "--memory",
                "1GB",
                "-D",
                "query.timeout=1min",
                "--against",
                "duckdb",
                "--against",
                "duckdb-memory",
                "--driver-jar",
                duckDbJar());
        assertThat(outcome.exit()).as(outcome.errors()).isZero();
        JsonNode engines = new ObjectMapper()
                .readTree(results(".json").get(0).toFile())
                .path("queries")
                .path(0)
                .path("engines");
        assertThat(engines.path("thresher").path("cold").path("median_ms").asDouble())
                .isPositive();
        assertThat(engines.path("duckdb").path("cold").path("ratio").asDouble()).isPositive();
        assertThat(engines.path("duckdb-memory").path("hot").path("runs_ms")).hasSize(2);
        assertThat(engines.path("duckdb-memory").has("cold")).isFalse();
    }

    @Test
    void wrongCallsExitWithTwo() {
        assertThat(bench("tpcc").errors()).contains("tpch, groupby, join, bigdata");
        assertThat(bench("tpcc").exit()).isEqualTo(2);
        assertThat(bench().exit()).isEqualTo(2);
        assertThat(bench("tpch", "--scale", "0").exit()).isEqualTo(2);
        assertThat(bench("tpch", "--runs", "0").exit()).isEqualTo(2);
        assertThat(bench("tpch", "--memory", "much").errors()).contains("a size such as");
        Outcome peer = bench("tpch", "--against", "oracle");
        assertThat(peer.exit()).isEqualTo(2);
        assertThat(peer.errors()).contains("duckdb, duckdb-memory, spark").hasLineCount(1);
        assertThat(bench("tpch", "--queries", "23").exit()).isEqualTo(2);
        assertThat(bench("tpch", "--help").output()).contains("--against", "Suites:");
    }

    @Test
    void anOptionThatNoServerHasIsOneLine() {
        Outcome outcome = bench("join", "--scale", "0.0001", "--no-cold", "-D", "no.such.option=1");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.errors()).contains("no.such.option").doesNotContain("\tat ");
    }
}
