package io.thresher.server.query;

import io.thresher.execution.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/** The text of EXPLAIN and EXPLAIN ANALYZE. */
final class ExplainText {
    private static final int DRAIN_ROWS = 65_536;

    private ExplainText() {}

    static List<String> planned(PlanNode plan) {
        List<String> lines = new ArrayList<>();
        addNode(plan, 0, lines);
        return lines;
    }

    /** Runs the plan to its end and closes it. */
    static List<String> analyzed(PlanNode plan, StreamedRows rows) {
        try (rows) {
            List<Object> dropped = new ArrayList<>();
            while (rows.fetch(DRAIN_ROWS, dropped)) {
                dropped.clear();
            }
            return planned(plan);
        }
    }

    private static void addNode(PlanNode node, int depth, List<String> lines) {
        lines.add("  ".repeat(depth) + node.getClass().getSimpleName());
        node.inputs().forEach(input -> addNode(input, depth + 1, lines));
    }
}
