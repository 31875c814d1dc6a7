package io.thresher.execution.fragment;

import java.util.List;

/**
 * What one plan node did: rows put out, thread time in nanoseconds summed over threads, most bytes held, and remarks (the
 * strategy chosen, rows groups pruned ...), each "name: text".
 */
public record OperatorProfile(long outputRows, long cpuNanos, long peakBytes, List<String> remarks) {
    public OperatorProfile {
        remarks = List.copyOf(remarks);
    }
}
