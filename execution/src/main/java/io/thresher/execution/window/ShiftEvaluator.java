package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.WindowCall;
import java.util.List;

/** lag and lead: (value [, offset [, default]]), NULLs left out with IGNORE NULLS. */
final class ShiftEvaluator implements WindowEvaluator {
    private final List<Integer> arguments;
    private final boolean ignoreNulls;
    private final int direction;
    private final RowList present;
    private long count;

    /** {@code direction} is -1 for lag, 1 for lead. */
    ShiftEvaluator(WindowCall call, int direction, QueryContext context) {
        this.arguments = call.arguments();
        this.ignoreNulls = call.ignoreNulls();
        this.direction = direction;
        this.present = new RowList(context);
    }

    @Override
    public void start(WindowPartition partition) {
        count = partition.count();
        if (ignoreNulls) {
            present.fill(count, row -> !partition.isNull(row, arguments.get(0)));
        }
    }

    @Override
    public void evaluate(WindowRows rows, Column output, int offset, int capacity) {
        WindowPartition partition = rows.partition();
        for (int i = 0; i < rows.count(); i++) {
            long row = rows.from() + i;
            int position = offset + i;
            if (arguments.size() > 1 && partition.isNull(row, arguments.get(1))) {
                WindowPartition.putNull(output, position, capacity);
                continue;
            }
            long distance = arguments.size() > 1 ? partition.longValue(row, arguments.get(1)) : 1;
            long target = target(row, distance * direction);
            if (target >= 0) {
                partition.copyValue(target, arguments.get(0), output, position, capacity);
            } else if (arguments.size() > 2) {
                partition.copyValue(row, arguments.get(2), output, position, capacity);
            } else {
                WindowPartition.putNull(output, position, capacity);
            }
        }
    }

    /** The row {@code distance} rows away, or -1 if there is none. */
    private long target(long row, long distance) {
        if (!ignoreNulls || distance == 0) {
            // Compared so that no sum overflows.
            boolean inside = distance < 0 ? -distance > 0 && -distance <= row : distance < count - row;
            return inside ? row + distance : -1;
        }
        // Counted among the rows that are not NULL: the row itself may be one of them or lie between two.
        long before = present.countBefore(row);
        boolean self = before < present.size() && present.row(before) == row;
        long index = distance < 0 ? before + distance : before + distance - (self ? 0 : 1);
        return index >= 0 && index < present.size() ? present.row(index) : -1;
    }

    @Override
    public void close() {
        present.close();
    }
}
