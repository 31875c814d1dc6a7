package io.thresher.server.query;

import io.thresher.execution.plan.Field;
import java.util.List;

/** Rows as the client will see them, in order. One thread at a time. */
public interface ResultRows extends AutoCloseable {
    /** The columns. */
    List<Field> fields();

    /**
     * Adds up to {@code maxRows} rows to {@code target}, one Object[] each, in the Java classes of {@link RowEncoder}; blocks for
     * the first of them only as long as it must. Returns whether more may follow.
     */
    boolean fetch(int maxRows, List<Object> target);

    /** Whether {@link #fetchFrame} may be called: rows come in batches. */
    boolean isColumnar();

    /** Adds up to {@code maxRows} rows to {@code frame}, fewer if it is full. Returns whether more may follow. */
    boolean fetchFrame(int maxRows, RowFrame frame);

    /** What is to be known of the rows fetched so far. */
    List<String> warnings();

    /** Share of the work done, 0 to 1. */
    double progress();

    @Override
    void close();
}
