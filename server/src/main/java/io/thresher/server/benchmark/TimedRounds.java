package io.thresher.server.benchmark;

import io.thresher.server.benchmark.report.Mode;
import io.thresher.server.benchmark.suite.Query;
import io.thresher.server.benchmark.worker.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times queries on warm engines, which take turns, so that whatever else the machine does meets them all. */
final class TimedRounds {
    /** The compilers of the JVM need some runs; of a long query not as many. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<RunningEngine> engines;
    private final Scoreboard scores;
    private final int warmUpRuns;
    private final int runs;
    private final QuietMoment quiet;

    TimedRounds(List<RunningEngine> engines, Scoreboard scores, int warmUpRuns, int runs) {
        this.engines = engines;
        this.scores = scores;
        this.warmUpRuns = warmUpRuns;
        this.runs = runs;
        this.quiet = new QuietMoment(engines);
    }

    void run(Query query, Mode mode) {
        for (RunningEngine running : engines) {
            warmUp(query, running);
        }
        for (int run = 0; run < runs; run++) {
            for (RunningEngine running : engines) {
                if (scores.isFit(query, running.name())) {
                    // Without a warm-up the compilers never rest.
                    if (warmUpRuns > 0) {
                        quiet.await();
                    }
                    Outcome outcome = running.engine().time(query.sql());
                    if (isGood(query, running, outcome)) {
                        scores.time(query, running.name(), mode, outcome.nanos());
                    }
                }
            }
        }
    }

    private void warmUp(Query query, RunningEngine running) {
        long start = System.nanoTime();
        for (int run = 0; run < warmUpRuns && System.nanoTime() - start < WARM_UP_NANOS; run++) {
            if (!scores.isFit(query, running.name())
                    || !isGood(query, running, running.engine().time(query.sql()))) {
                return;
            }
        }
    }

    private boolean isGood(Query query, RunningEngine running, Outcome outcome) {
        if (outcome.error() != null) {
            scores.problem(query, running.name(), "error: " + outcome.error());
            return false;
        }
        return true;
    }
}
