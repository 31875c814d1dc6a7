package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.execution.row.ColumnValues;

/**
 * Keeps the states of one aggregate call of one hash table. A state is {@link #stateBytes} bytes off-heap, at
 * {@code rows[i] + offset}, and starts as zeros. One thread at a time, but for {@link #finish} on different rows.
 */
public interface Accumulator extends AutoCloseable {
    /** Bytes of a state, a multiple of 8. */
    int stateBytes();

    /** Adds the arguments numbered {@code from} to {@code to} (exclusive) to the states of {@code rows} of the same numbers. */
    void update(ColumnValues[] arguments, int from, int to, long[] rows, int offset);

    /** Adds the arguments {@code from} to {@code to} (exclusive) to the one state at {@code state}. */
    void updateOne(ColumnValues[] arguments, int from, int to, long state);

    /**
     * Adds the state at {@code source}, of any accumulator of the same call, to the one at {@code target}, of this one. What the
     * source state points to must outlive the target state.
     */
    void combine(long source, long target);

    /**
     * Writes the results of {@code count} states to a FLAT {@code output} with room for them; NULLs through setNull. Strings
     * written are valid until the next call or {@link #close}. States may be added to afterwards.
     */
    void finish(long[] rows, int count, int offset, Column output);

    /** Frees what states point to. */
    @Override
    void close();
}
