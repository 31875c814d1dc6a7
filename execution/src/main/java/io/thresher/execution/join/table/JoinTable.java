package io.thresher.execution.join.table;

import io.thresher.batch.Column;

/** Finds build rows by key. Built once, then read by any thread through lookups of its own. */
public interface JoinTable extends AutoCloseable {
    /** A task's way to tell partitions; the table need not be built yet. */
    Partitioner createPartitioner();

    /**
     * The work that stores the build side's rows, by up to {@code threads} threads; once, before the first lookup. The columns
     * {@code keys} are FLAT and stay until the table is closed; their rows lie as {@code partitions} says.
     */
    TableBuild build(Column[] keys, BuildPartitions partitions, int threads);

    /** A task's way to search; holds only scratch space on the heap. */
    Lookup createLookup();

    /** The rows that share keys. */
    Duplicates duplicates();

    /** Bytes of the table's places. */
    long heldBytes();

    @Override
    void close();

    /** One thread's search. */
    interface Lookup {
        /**
         * Searches the keys of {@code count} probe rows at {@code positions}. The numbers (0 to count - 1) of those with a match
         * go to {@code matched}, ascending, and the first build row of each to {@code firstRows}; returns how many.
         */
        int find(Column[] keys, int[] positions, int count, int[] matched, int[] firstRows);
    }
}
