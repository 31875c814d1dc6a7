package io.thresher.server.benchmark;

import io.thresher.server.benchmark.engine.Contender;
import io.thresher.server.benchmark.engine.Engine;
import io.thresher.server.benchmark.report.Mode;
import io.thresher.server.benchmark.suite.Query;
import io.thresher.server.benchmark.worker.Outcome;
import java.util.List;

/** Times each query as the first one of a fresh process, one engine after the other. */
final class ColdRounds {
    private final List<Contender> contenders;
    private final Scoreboard scores;
    private final int runs;

    ColdRounds(List<Contender> contenders, Scoreboard scores, int runs) {
        this.contenders = contenders.stream().filter(Contender::hasColdStart).toList();
        this.scores = scores;
        this.runs = runs;
    }

    void run(Query query) {
        for (int run = 0; run < runs; run++) {
            for (Contender contender : contenders) {
                if (scores.isFit(query, contender.name())) {
                    time(query, contender);
                }
            }
        }
    }

    private void time(Query query, Contender contender) {
        try (Engine engine = contender.open()) {
            Outcome outcome = engine.time(query.sql());
            if (outcome.error() == null) {
                scores.time(query, contender.name(), Mode.COLD, outcome.nanos());
            } else {
                scores.problem(query, contender.name(), "error in a fresh process: " + outcome.error());
            }
        }
    }
}
