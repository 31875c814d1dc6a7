package io.thresher.server.benchmark.report;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What came out of one query: its text, the rows of Thresher's answer, and a result an engine by its name. */
public record QueryResult(String id, String sql, long rows, Map<String, EngineResult> engines) {
    /** The median of an engine in a mode, in milliseconds. */
    public OptionalDouble millis(String engine, Mode mode) {
        return times(engine, mode)
                .map(times -> OptionalDouble.of(times.medianMillis()))
                .orElse(OptionalDouble.empty());
    }

    public Optional<Times> times(String engine, Mode mode) {
        return Optional.ofNullable(engines.get(engine)).flatMap(result -> result.times(mode));
    }

    /** How many times as long as {@code peer} {@code engine} takes. */
    public OptionalDouble ratio(String engine, String peer, Mode mode) {
        OptionalDouble ours = millis(engine, mode);
        OptionalDouble theirs = millis(peer, mode);
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
                : OptionalDouble.empty();
    }
}
