package io.thresher.server.query;

import io.thresher.execution.fragment.OperatorProfile;
import io.thresher.execution.fragment.RunningQuery;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.PlanPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of EXPLAIN and EXPLAIN ANALYZE, a line a row. */
final class ExplainText {
    private ExplainText() {}

    static List<String> planned(PlanNode plan) {
        return PlanPrinter.print(plan).lines().toList();
    }

    /** Runs the plan to its end and closes it; each node's line is followed by what it did. */
    static List<String> analyzed(PlanNode plan, StreamedRows rows) {
        try (rows) {
            long start = System.nanoTime();
            rows.forEach(batch -> {});
            double millis = (System.nanoTime() - start) / 1e6;
            RunningQuery running = rows.running();
            List<String> lines = new ArrayList<>(PlanPrinter.print(plan, node -> notes(running.profile(node)))
                    .lines()
                    .toList());
            lines.add(
                    String.format(Locale.ROOT, "Execution: %.1f ms, peak memory %s", millis, bytes(rows.peakBytes())));
            return lines;
        }
    }

    private static List<String> notes(OperatorProfile profile) {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "actual: %d rows, %.1f ms of thread time%s",
                profile.outputRows(),
                profile.cpuNanos() / 1e6,
                profile.peakBytes() > 0 ? ", " + bytes(profile.peakBytes()) : ""));
        notes.addAll(profile.remarks());
        return notes;
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
