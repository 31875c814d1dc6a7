package io.thresher.execution.fragment;

import io.thresher.execution.plan.PlanNode;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A plan cut at its exchanges: the fragments, each after those it reads, and which node of a fragment stands for which
 * node of the plan where they are not the same object.
 */
record FragmentedPlan(List<Fragment> fragments, IdentityHashMap<PlanNode, PlanNode> standIns) {
    FragmentedPlan {
        fragments = List.copyOf(fragments);
    }

    /** The fragment that makes the result. */
    Fragment result() {
        return fragments.get(fragments.size() - 1);
    }

    /** The node that runs for {@code node} of the plan. */
    PlanNode running(PlanNode node) {
        return standIns.getOrDefault(node, node);
    }
}
