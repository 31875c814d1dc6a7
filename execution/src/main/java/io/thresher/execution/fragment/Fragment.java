package io.thresher.execution.fragment;

import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.PlanNode;
import java.util.List;

/**
 * A part of a plan between exchanges: what one task runs, here or elsewhere. Reads the fragments {@code inputs} through
 * ExchangeReadNodes in its plan and hands its rows over as {@code output} says, by the columns {@code keys} for HASH;
 * the last fragment of a plan gathers to the client.
 */
public record Fragment(int id, PlanNode root, Distribution output, List<Integer> keys, List<Integer> inputs) {
    public Fragment {
        keys = List.copyOf(keys);
        inputs = List.copyOf(inputs);
    }
}
