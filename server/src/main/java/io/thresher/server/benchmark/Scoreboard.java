package io.thresher.server.benchmark;

import io.thresher.server.benchmark.report.EngineResult;
import io.thresher.server.benchmark.report.Mode;
import io.thresher.server.benchmark.report.QueryResult;
import io.thresher.server.benchmark.report.Times;
import io.thresher.server.benchmark.suite.Query;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what comes out, query by query and engine by engine. An engine with a problem at a query is not timed any more. One thread. */
final class Scoreboard {
    private final List<Query> queries;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    /** By query, then engine. */
    private final Map<String, Map<String, Score>> scores = new LinkedHashMap<>();

    Scoreboard(List<Query> queries, List<String> engines) {
        this.queries = queries;
        for (Query query : queries) {
            Map<String, Score> ofQuery = new LinkedHashMap<>();
            engines.forEach(engine -> ofQuery.put(engine, new Score()));
            scores.put(query.id(), ofQuery);
        }
    }

    List<Query> queries() {
        return queries;
    }

    private Score score(Query query, String engine) {
        Score score = scores.getOrDefault(query.id(), Map.of()).get(engine);
        if (score == null) {
            throw new IllegalArgumentException("Nobody of that name takes part: " + engine);
        }
        return score;
    }

    void rows(Query query, long count) {
        rows.put(query.id(), count);
    }

    void problem(Query query, String engine, String problem) {
        score(query, engine).problem = problem;
    }

    boolean isFit(Query query, String engine) {
        return score(query, engine).problem == null;
    }

    void time(Query query, String engine, Mode mode, long nanos) {
        score(query, engine)
                .times
                .computeIfAbsent(mode, ignored -> new ArrayList<>())
                .add(nanos);
    }

    List<QueryResult> results() {
        List<QueryResult> results = new ArrayList<>();
        for (Query query : queries) {
            Map<String, EngineResult> engines = new LinkedHashMap<>();
            scores.getOrDefault(query.id(), Map.of()).forEach((engine, score) -> engines.put(engine, score.result()));
            results.add(new QueryResult(query.id(), query.sql(), rows.getOrDefault(query.id(), 0L), engines));
        }
        return results;
    }

    private static final class Score {
        private final Map<Mode, List<Long>> times = new EnumMap<>(Mode.class);
        private @Nullable String problem;

        EngineResult result() {
            Map<Mode, Times> result = new EnumMap<>(Mode.class);
            // Times before a failure are not those of a query that works.
            if (problem == null) {
                times.forEach((mode, nanos) -> result.put(mode, new Times(nanos)));
            }
            return new EngineResult(result, problem);
        }
    }
}
