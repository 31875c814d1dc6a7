package io.thresher.execution.window;

import io.thresher.batch.Column;

/** Evaluates one window function, partition by partition. One thread at a time. */
interface WindowEvaluator extends AutoCloseable {
    /** Whether it looks at the peers of rows; finding them costs. */
    default boolean readsPeers() {
        return true;
    }

    /** Begins another partition. */
    void start(WindowPartition partition);

    /**
     * Writes the function's value for each of {@code rows}, which go on where the last call's ended, to the positions from
     * {@code offset} of {@code output}: FLAT, with room for {@code capacity} rows. Text may point into the partition's rows or the
     * output's heap.
     */
    void evaluate(WindowRows rows, Column output, int offset, int capacity);

    @Override
    void close();
}
