package io.thresher.server.benchmark.report;

import java.util.List;

/** The times of the runs of one query, in nanoseconds and in the order of the runs; at least one. */
public record Times(List<Long> nanos) {
    public Times {
        nanos = List.copyOf(nanos);
    }

    public double medianMillis() {
        return quantileMillis(0.5);
    }

    public double minMillis() {
        return quantileMillis(0);
    }

    public double maxMillis() {
        return quantileMillis(1);
    }

    /** The value below which {@code share} of the times lie, between two times by their distance. */
    public double quantileMillis(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return (sorted[below] + (place - below) * (sorted[above] - sorted[below])) / 1e6;
    }

    /** How far the middle half of the times is apart, as a share of the median. */
    public double spread() {
        return (quantileMillis(0.75) - quantileMillis(0.25)) / medianMillis();
    }
}
