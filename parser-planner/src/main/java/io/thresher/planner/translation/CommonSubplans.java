package io.thresher.planner.translation;

import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.ExchangeReadNode;
import io.thresher.execution.plan.InputReplacement;
import io.thresher.execution.plan.PlanNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds aggregations that a plan has more than once, such as those of a view or common table expression read twice, and has them run
 * once. Walks the plan with a work list; plans may be deep.
 */
final class CommonSubplans {
    /** Rows of the input for each row kept: keeping rows costs memory, and joins above drop no rows below what is shared. */
    private static final double LEAST_REDUCTION = 4;

    /** Nodes by what they are, their inputs as numbers. */
    private final Map<PlanNode, Integer> numbers = new HashMap<>();

    /** How many different nodes read each, by its number. */
    private final List<Integer> readers = new ArrayList<>();

    private final Map<Integer, PlanNode> exchanges = new HashMap<>();

    private CommonSubplans() {}

    /** A plan with the same result, with each of those as one node that several read. No expression in {@code plan} is random. */
    static PlanNode share(PlanNode plan) {
        List<PlanNode> order = inputsFirst(plan);
        if (order.stream().filter(AggregateNode.class::isInstance).count() < 2) {
            return plan;
        }
        CommonSubplans subplans = new CommonSubplans();
        IdentityHashMap<PlanNode, Integer> numbers = new IdentityHashMap<>();
        order.forEach(node -> numbers.put(node, subplans.number(node, numbers)));
        if (subplans.readers.size() == order.size()) {
            return plan;
        }
        IdentityHashMap<PlanNode, PlanNode> results = new IdentityHashMap<>();
        order.forEach(node -> results.put(node, subplans.rewrite(node, numbers, results)));
        return get(results, plan);
    }

    private static List<PlanNode> inputsFirst(PlanNode plan) {
        List<PlanNode> order = new ArrayList<>();
        Deque<PlanNode> open = new ArrayDeque<>(List.of(plan));
        while (!open.isEmpty()) {
            PlanNode node = open.pop();
            order.add(node);
            node.inputs().forEach(open::push);
        }
        Collections.reverse(order);
        return order;
    }

    /** The number that a node has in common with those that are equal to it, inputs and all. */
    private int number(PlanNode node, Map<PlanNode, Integer> known) {
        List<PlanNode> inputs = new ArrayList<>();
        for (PlanNode input : node.inputs()) {
            // Compared by number, so that no comparison walks down the plan.
            inputs.add(new ExchangeReadNode(get(known, input), false, List.of(), 0));
        }
        int next = readers.size();
        int number = numbers.computeIfAbsent(node.accept(new InputReplacement(inputs)), key -> next);
        if (number == next) {
            readers.add(0);
            for (PlanNode input : node.inputs()) {
                int read = get(known, input);
                readers.set(read, readers.get(read) + 1);
            }
        }
        return number;
    }

    private PlanNode rewrite(PlanNode node, Map<PlanNode, Integer> known, Map<PlanNode, PlanNode> results) {
        List<PlanNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (PlanNode input : node.inputs()) {
            PlanNode result = get(results, input);
            PlanNode exchange = exchange(input, get(known, input), result);
            inputs.add(exchange == null ? result : exchange);
            changed |= inputs.get(inputs.size() - 1) != input;
        }
        return changed ? node.accept(new InputReplacement(inputs)) : node;
    }

    private static <T> T get(Map<PlanNode, T> values, PlanNode node) {
        return Objects.requireNonNull(values.get(node), "An input that does not come before its reader");
    }

    private @Nullable PlanNode exchange(PlanNode node, int number, PlanNode result) {
        if (readers.get(number) < 2 || !isWorthKeeping(node)) {
            return null;
        }
        return exchanges.computeIfAbsent(number, key -> new ExchangeNode(result, Distribution.BROADCAST, List.of()));
    }

    private static boolean isWorthKeeping(PlanNode node) {
        return node instanceof AggregateNode
                && node.estimatedRows() * LEAST_REDUCTION
                        <= node.inputs().get(0).estimatedRows();
    }
}
