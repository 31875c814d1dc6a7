package io.thresher.execution.plan;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes a plan as text, one line a node, inputs below and indented: what EXPLAIN shows. A node that several
 * read has a number and is written once. Walks with a work list; plans
 * may be deep.
 */
public final class PlanPrinter {
    private PlanPrinter() {}

    /** A node still to print and how far it is indented. */
    private record Step(PlanNode node, int depth) {}

    /** The plan with the planner's estimates. */
    public static String print(PlanNode plan) {
        return print(plan, node -> List.of());
    }

    /** The plan with lines of {@code notes} below each node's own. */
    public static String print(PlanNode plan, Function<PlanNode, List<String>> notes) {
        StringBuilder text = new StringBuilder();
        NodePrinter description = new NodePrinter();
        Deque<Step> steps = new ArrayDeque<>();
        steps.push(new Step(plan, 0));
        Map<PlanNode, Integer> shared = numbersOfShared(plan);
        Set<PlanNode> printed = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            String indent = "  ".repeat(step.depth());
            text.append(indent).append(step.node().accept(description));
            Integer number = shared.get(step.node());
            if (number != null) {
                text.append(" #").append(number);
                if (!printed.add(step.node())) {
                    text.append(" (see above)\n");
                    continue;
                }
            }
            text.append("  [~").append(rows(step.node().estimatedRows())).append(" rows]\n");
            for (String note : notes.apply(step.node())) {
                text.append(indent).append("    | ").append(note).append('\n');
            }
            List<PlanNode> inputs = step.node().inputs();
            for (int i = inputs.size() - 1; i >= 0; i--) {
                steps.push(new Step(inputs.get(i), step.depth() + 1));
            }
        }
        return text.toString();
    }

    /** A number for each node that is input of several. */
    private static Map<PlanNode, Integer> numbersOfShared(PlanNode plan) {
        Map<PlanNode, Integer> numbers = new IdentityHashMap<>();
        Set<PlanNode> met = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<PlanNode> open = new ArrayDeque<>(List.of(plan));
        while (!open.isEmpty()) {
            for (PlanNode input : open.pop().inputs()) {
                if (met.add(input)) {
                    open.push(input);
                } else {
                    numbers.putIfAbsent(input, numbers.size() + 1);
                }
            }
        }
        return numbers;
    }

    private static String rows(double estimate) {
        if (estimate >= 1e15) {
            return String.format(Locale.ROOT, "%.1e", estimate);
        }
        return Long.toString(Math.round(estimate));
    }
}
