package io.thresher.execution.function.aggregate;

import io.thresher.batch.DataType;
import java.util.List;

/**
 * The types of one call: its arguments, followed by the columns it is ordered by, one for each of {@code order}; and its
 * result.
 */
public record AggregateSignature(List<DataType> arguments, List<Order> order, DataType result) {
    public AggregateSignature {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    /** The number of arguments without those it is ordered by. */
    public int valueCount() {
        return arguments.size() - order.size();
    }

    /** A direction within the aggregate's order. */
    public record Order(boolean descending, boolean nullsFirst) {}
}
