package io.thresher.execution.plan;

import io.thresher.batch.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One window function: row_number, rank, dense_rank, percent_rank, cume_dist, ntile, lag, lead, first_value, last_value, nth_value or an
 * aggregate's name; its arguments as input columns, its frame, and whether NULL arguments are left out (IGNORE NULLS).
 */
public record WindowCall(
        String function, List<Integer> arguments, Frame frame, boolean ignoreNulls, int filterColumn, DataType type) {
    public WindowCall {
        arguments = List.copyOf(arguments);
    }

    /** Frame units. */
    public enum Unit {
        ROWS,
        RANGE
    }

    /** Kinds of frame bounds. */
    public enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** A frame bound; {@code offset} is an input column for PRECEDING and FOLLOWING, null otherwise. */
    public record Bound(BoundKind kind, @Nullable Integer offset) {}

    /** A window frame, bounds inclusive. */
    public record Frame(Unit unit, Bound start, Bound end) {}
}
