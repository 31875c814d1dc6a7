package io.thresher.execution.fragment;

import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.ExchangeReadNode;
import io.thresher.execution.plan.InputReplacement;
import io.thresher.execution.plan.PlanNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Cuts a plan at its ExchangeNodes into fragments. Aggregations, joins and sorts are not cut here: inside one process
 * their shared tables, filled and read by all tasks, are the HASH exchange, without copying rows. A runner on several
 * machines adds exchanges below those nodes before it cuts. Walks the plan with a work list; plans may be deep.
 */
final class Fragmenter {
    private final IdentityHashMap<PlanNode, PlanNode> standIns = new IdentityHashMap<>();
    private final IdentityHashMap<PlanNode, List<Integer>> reads = new IdentityHashMap<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private final Set<PlanNode> shared = Collections.newSetFromMap(new IdentityHashMap<>());

    private Fragmenter() {}

    /** Cuts {@code plan}. */
    static FragmentedPlan cut(PlanNode plan) {
        Fragmenter fragmenter = new Fragmenter();
        for (PlanNode node : fragmenter.inputsFirst(plan)) {
            fragmenter.cutNode(node);
        }
        PlanNode root = fragmenter.standIn(plan);
        fragmenter.addFragment(root, Distribution.GATHER, List.of(), plan);
        return new FragmentedPlan(fragmenter.fragments, fragmenter.standIns);
    }

    /** Every node once, after its inputs; notes what is input of several. */
    private List<PlanNode> inputsFirst(PlanNode plan) {
        IdentityHashMap<PlanNode, Integer> missingReaders = new IdentityHashMap<>();
        Deque<PlanNode> open = new ArrayDeque<>(List.of(plan));
        while (!open.isEmpty()) {
            for (PlanNode input : open.pop().inputs()) {
                if (missingReaders.merge(input, 1, Integer::sum) == 1) {
                    open.push(input);
                } else {
                    shared.add(input);
                }
            }
        }
        List<PlanNode> order = new ArrayList<>();
        open.push(plan);
        while (!open.isEmpty()) {
            PlanNode node = open.pop();
            order.add(node);
            for (PlanNode input : node.inputs()) {
                if (missingReaders.merge(input, -1, Integer::sum) == 0) {
                    open.push(input);
                }
            }
        }
        Collections.reverse(order);
        return order;
    }

    private PlanNode standIn(PlanNode node) {
        return standIns.getOrDefault(node, node);
    }

    private void cutNode(PlanNode node) {
        if (node instanceof ExchangeNode exchange) {
            PlanNode root = standIn(exchange.input());
            int id = addFragment(root, exchange.distribution(), exchange.keys(), exchange.input());
            standIns.put(
                    node, new ExchangeReadNode(id, shared.contains(node), node.outputSchema(), node.estimatedRows()));
            reads.put(node, List.of(id));
            return;
        }
        List<PlanNode> inputs = new ArrayList<>();
        List<Integer> read = new ArrayList<>();
        boolean changed = false;
        for (PlanNode input : node.inputs()) {
            PlanNode standIn = standIn(input);
            inputs.add(standIn);
            read.addAll(reads.getOrDefault(input, List.of()));
            changed |= standIn != input;
        }
        if (changed) {
            standIns.put(node, node.accept(new InputReplacement(inputs)));
        }
        if (!read.isEmpty()) {
            reads.put(node, read);
        }
    }

    private int addFragment(PlanNode root, Distribution output, List<Integer> keys, PlanNode original) {
        int id = fragments.size();
        fragments.add(new Fragment(id, root, output, keys, reads.getOrDefault(original, List.of())));
        return id;
    }
}
