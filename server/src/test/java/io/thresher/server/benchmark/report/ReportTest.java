package io.thresher.server.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Table, JSON and chart of a made-up result. */
class ReportTest {
    private static final String NASTY = "answer <differs> & \"quotes\"";

    private static Times times(double... millis) {
        return new Times(java.util.Arrays.stream(millis)
                .mapToObj(value -> (long) (value * 1e6))
                .toList());
    }

    private static QueryResult query(String id, EngineResult ours, EngineResult theirs) {
        Map<String, EngineResult> engines = new LinkedHashMap<>();
        engines.put("thresher", ours);
        engines.put("duckdb", theirs);
        return new QueryResult(id, "SELECT '" + id + "'", 1, engines);
    }

    private static BenchmarkResult result() {
        return new BenchmarkResult(
                "tpch",
                "0.01",
                LocalDateTime.of(2026, 1, 2, 3, 4, 5),
                Map.of("threads", "2"),
                Map.of("cores", "2"),
                List.of(
                        new EngineSummary("thresher", "Thresher 0.1", 900_000_000, 1, 200 << 20),
                        new EngineSummary("duckdb", "DuckDB 2", 800_000_000, 1, 0)),
                List.of(
                        query(
                                "q01",
                                new EngineResult(
                                        Map.of(
                                                Mode.HOT,
                                                times(10, 30, 20),
                                                Mode.MEMORY,
                                                times(5),
                                                Mode.COLD,
                                                times(900)),
                                        null),
                                new EngineResult(Map.of(Mode.HOT, times(40), Mode.COLD, times(41)), null)),
                        query(
                                "q02",
                                new EngineResult(Map.of(Mode.HOT, times(2000)), null),
                                new EngineResult(Map.of(Mode.HOT, times(1000)), null)),
                        query("q03", new EngineResult(Map.of(), null), new EngineResult(Map.of(), NASTY))));
    }

    @Test
    void timesHaveQuantiles() {
        Times times = times(4, 1, 3, 2);
        assertThat(times.medianMillis()).isEqualTo(2.5);
        assertThat(times.minMillis()).isEqualTo(1);
        assertThat(times.maxMillis()).isEqualTo(4);
        assertThat(times.spread()).isEqualTo(1.5 / 2.5);
        assertThat(times(7).medianMillis()).isEqualTo(7);
    }

    @Test
    void theTableHasMediansAndRatios() {
        List<String> lines = new ResultTable(result()).lines(false);
        assertThat(lines.get(4).split("\\s+|\\|", -1)).contains("query", "cold", "hot", "memory", "x");
        assertThat(words(lines, "q01"))
                .containsExactly("q01", "900.0", "20.0", "50%", "5.0", "41.0", "21.95", "40.0", "0.50");
        assertThat(words(lines, "q02")).containsExactly("q02", "-", "2,000", "-", "-", "-", "-", "1,000", "2.00");
        assertThat(words(lines, "geomean"))
                .containsExactly("geomean", "900.0", "200.0", "5.0", "41.0", "21.95", "200.0", "1.00");
        assertThat(lines).contains("q03: duckdb: " + NASTY);
        assertThat(lines.get(lines.size() - 2)).contains("peak memory 200 MB");
        assertThat(lines.get(lines.size() - 1)).contains("peak memory unknown");
    }

    private static List<String> words(List<String> lines, String first) {
        String line = lines.stream()
                .filter(candidate -> candidate.startsWith(first))
                .findFirst()
                .orElseThrow();
        return List.of(line.replace("|", " ").strip().split("\\s+"));
    }

    @Test
    void lossesComeFirstIfAsked() {
        List<String> lines = new ResultTable(result()).lines(true);
        List<String> ids = lines.stream()
                .filter(line -> line.matches("q\\d\\d +\\|.*"))
                .map(line -> line.substring(0, 3))
                .toList();
        // What could not be timed before all else.
        assertThat(ids).containsExactly("q03", "q02", "q01");
    }

    @Test
    void theJsonHasEverySingleTime() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ResultJson.of(result()));
        JsonNode first = json.path("queries").path(0);
        assertThat(json.path("suite").asText()).isEqualTo("tpch");
        assertThat(json.path("engines").path(0).path("peak_memory_bytes").asLong())
                .isEqualTo(200 << 20);
        assertThat(json.path("engines").path(1).path("hot_geomean_ratio").asDouble())
                .isEqualTo(1.0);
        JsonNode runs = first.path("engines").path("thresher").path("hot").path("runs_ms");
        assertThat(IntStream.range(0, runs.size())
                        .mapToDouble(i -> runs.path(i).asDouble())
                        .toArray())
                .containsExactly(10, 30, 20);
        assertThat(first.path("engines")
                        .path("duckdb")
                        .path("hot")
                        .path("ratio")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(json.path("queries")
                        .path(2)
                        .path("engines")
                        .path("duckdb")
                        .path("problem")
                        .asText())
                .isEqualTo(NASTY);
    }

    @Test
    void theChartIsAPictureWithABarForEachEngineAndQuery() throws Exception {
        String svg = ResultChart.of(result());
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        // Background, three in the legend; three bars of q01, two of q02.
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3 + 3 + 2);
        // One in the legend, two of q01.
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg)
                .contains("q03", "not timed", "memory store")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void aResultWithoutAnyTimeHasAChartToo() {
        BenchmarkResult all = result();
        BenchmarkResult none = new BenchmarkResult(
                all.suite(),
                all.scale(),
                all.started(),
                all.settings(),
                all.machine(),
                all.engines().subList(0, 1),
                all.queries().subList(2, 3));
        assertThat(ResultChart.of(none)).contains("not timed").doesNotContain("NaN");
    }
}
