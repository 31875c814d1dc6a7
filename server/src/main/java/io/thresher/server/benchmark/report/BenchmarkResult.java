package io.thresher.server.benchmark.report;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * All that came out of a benchmark. Thresher is the first engine, the others follow as they were named. Settings and machine are names and
 * values for the reader.
 */
public record BenchmarkResult(
        String suite,
        String scale,
        LocalDateTime started,
        Map<String, String> settings,
        Map<String, String> machine,
        List<EngineSummary> engines,
        List<QueryResult> queries) {

    public String ours() {
        return engines.get(0).name();
    }

    /** The other engines' names. */
    public List<String> peers() {
        return engines.stream().skip(1).map(EngineSummary::name).toList();
    }

    /** Whether any query was timed on the engine in the mode. */
    public boolean has(String engine, Mode mode) {
        return queries.stream().anyMatch(query -> query.times(engine, mode).isPresent());
    }

    /** The geometric mean of an engine's medians in a mode. */
    public OptionalDouble geometricMean(String engine, Mode mode) {
        return geometricMean(queries.stream()
                .map(query -> query.millis(engine, mode))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble));
    }

    /** The geometric mean of how many times as long as {@code peer} Thresher takes, over the queries that both answered. */
    public OptionalDouble geometricMeanRatio(String peer, Mode mode) {
        return geometricMean(queries.stream()
                .map(query -> query.ratio(ours(), peer, mode))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble));
    }

    private static OptionalDouble geometricMean(DoubleStream values) {
        OptionalDouble mean = values.map(Math::log).average();
        return mean.isPresent() ? OptionalDouble.of(Math.exp(mean.getAsDouble())) : mean;
    }

    /** Whether every engine gave the answer that Thresher gave. */
    public boolean isSound() {
        return queries.stream()
                .flatMap(query -> query.engines().values().stream())
                .allMatch(result -> result.problem() == null);
    }
}
