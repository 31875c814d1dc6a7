package io.thresher.server.benchmark;

import io.thresher.server.benchmark.engine.Contender;
import io.thresher.server.benchmark.engine.Engine;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.report.EngineSummary;
import io.thresher.server.benchmark.report.Mode;
import io.thresher.server.benchmark.suite.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All rounds in their order: answers, hot, memory store, all on the same processes; then cold ones on fresh processes. */
final class Rounds {
    private final BenchmarkSettings settings;
    private final Console console;
    private final List<Contender> contenders;
    private final Scoreboard scores;

    Rounds(BenchmarkSettings settings, Console console, List<Contender> contenders, Scoreboard scores) {
        this.settings = settings;
        this.console = console;
        this.contenders = contenders;
        this.scores = scores;
    }

    /** Runs them and returns what is to be said of each engine. */
    List<EngineSummary> run() {
        List<EngineSummary> summaries = runWarm();
        if (settings.coldRuns() > 0) {
            ColdRounds cold = new ColdRounds(contenders, scores, settings.coldRuns());
            forEachQuery("cold", cold::run);
        }
        return summaries;
    }

    private List<EngineSummary> runWarm() {
        List<RunningEngine> engines = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                console.status("Starting " + contender.name());
                Engine engine = contender.open();
                engines.add(new RunningEngine(contender.name(), engine));
            }
            Engine ours = engines.get(0).engine();
            boolean hasMemoryStore = ours.useMemoryStore(false);
            AnswerRound answers = new AnswerRound(engines, scores);
            forEachQuery("answers", answers::run);
            TimedRounds timed = new TimedRounds(engines, scores, settings.warmUpRuns(), settings.runs());
            forEachQuery("hot", query -> timed.run(query, Mode.HOT));
            if (settings.memoryStore() && hasMemoryStore && ours.useMemoryStore(true)) {
                forEachQuery("memory store", query -> timed.run(query, Mode.MEMORY));
            }
            return engines.stream().map(Rounds::summary).toList();
        } finally {
            engines.forEach(running -> running.engine().close());
        }
    }

    private static EngineSummary summary(RunningEngine running) {
        Engine engine = running.engine();
        return new EngineSummary(
                running.name(), engine.version(), engine.startNanos(), engine.loadNanos(), engine.peakBytes());
    }

    private void forEachQuery(String what, Consumer<Query> round) {
        if (!console.isTerminal()) {
            console.say("Running " + what);
        }
        List<Query> queries = scores.queries();
        for (int i = 0; i < queries.size(); i++) {
            console.status(what + ": " + queries.get(i).id() + ", " + (i + 1) + " of " + queries.size());
            round.accept(queries.get(i));
        }
    }
}
