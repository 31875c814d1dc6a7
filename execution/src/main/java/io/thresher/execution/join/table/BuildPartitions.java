package io.thresher.execution.join.table;

/**
 * How build rows lie: those of partition {@code p}, whose keys fall into one range of the table's places, from row {@code
 * starts[p]} to {@code starts[p + 1]} (exclusive). Immutable; the array is kept.
 */
public record BuildPartitions(int[] starts) {
    /** All rows as they come. */
    public static BuildPartitions one(int rowCount) {
        return new BuildPartitions(new int[] {0, rowCount});
    }

    public int count() {
        return starts.length - 1;
    }

    int rowCount() {
        return starts[starts.length - 1];
    }
}
