package io.thresher.execution.join.table;

import io.thresher.batch.Column;

/** Tells to which partition of a table rows belong, by their keys. One thread at a time. */
public interface Partitioner {
    /** The partition of rows whose keys match nothing: a key is NULL, or not among the build side's values. */
    int NOWHERE = -1;

    /** Writes the partition of each of {@code count} rows at {@code positions} to {@code partitions}. */
    void partition(Column[] keys, int[] positions, int count, int[] partitions);
}
