package io.thresher.planner.statistics;

import java.util.ArrayList;
import java.util.List;

/** Estimated rows and columns of a step. */
public record Estimate(double rows, List<ColumnEstimate> columns) {
    public Estimate {
        columns = List.copyOf(columns);
    }

    ColumnEstimate column(int index) {
        return columns.get(index);
    }

    /** The same columns in another number of rows, at least a hundredth of one. */
    Estimate withRows(double newRows) {
        return new Estimate(Math.max(newRows, 0.01), columns);
    }

    /** The columns of one input after those of another. */
    static List<ColumnEstimate> concat(Estimate left, Estimate right) {
        List<ColumnEstimate> columns = new ArrayList<>(left.columns);
        columns.addAll(right.columns);
        return columns;
    }
}
