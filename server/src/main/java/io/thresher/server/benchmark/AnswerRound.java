package io.thresher.server.benchmark;

import io.thresher.server.benchmark.engine.AnswerComparison;
import io.thresher.server.benchmark.suite.Query;
import io.thresher.server.benchmark.worker.Answer;
import io.thresher.server.benchmark.worker.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks every engine every query once and compares the answers with Thresher's, which comes first. Who fails or differs is not timed;
 * Thresher neither where all the others that answered differ from it.
 */
final class AnswerRound {
    private final List<RunningEngine> engines;
    private final Scoreboard scores;

    AnswerRound(List<RunningEngine> engines, Scoreboard scores) {
        this.engines = engines;
        this.scores = scores;
    }

    void run(Query query) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (RunningEngine running : engines) {
            Outcome outcome = running.engine().answer(query.sql());
            if (outcome.error() != null) {
                scores.problem(query, running.name(), "error: " + outcome.error());
            } else if (outcome.answer() != null) {
                answers.put(running.name(), outcome.answer());
            }
        }
        String ours = engines.get(0).name();
        Answer ourAnswer = answers.remove(ours);
        if (ourAnswer != null) {
            scores.rows(query, ourAnswer.rows());
            compare(query, ours, ourAnswer, answers);
        }
    }

    private void compare(Query query, String ours, Answer ourAnswer, Map<String, Answer> others) {
        int differing = 0;
        String last = null;
        for (Map.Entry<String, Answer> other : others.entrySet()) {
            @Nullable String difference = AnswerComparison.difference(ourAnswer, other.getValue());
            if (difference != null) {
                scores.problem(query, other.getKey(), "answer differs from " + ours + "'s: " + difference);
                differing++;
                last = difference;
            }
        }
        if (differing > 0 && differing == others.size()) {
            scores.problem(query, ours, "answer differs from all others': " + last);
        }
    }
}
