package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.WindowCall;
import java.util.List;

/** first_value, last_value, nth_value: a row of the frame, NULLs left out with IGNORE NULLS. */
final class NthValueEvaluator implements WindowEvaluator {
    private final List<Integer> arguments;
    private final Kind kind;
    private final boolean ignoreNulls;
    private final FrameBounds frames;
    private final RowList present;

    /** The functions. */
    enum Kind {
        FIRST,
        LAST,
        NTH
    }

    NthValueEvaluator(WindowCall call, Kind kind, FrameBounds frames, QueryContext context) {
        this.arguments = call.arguments();
        this.kind = kind;
        this.ignoreNulls = call.ignoreNulls();
        this.frames = frames;
        this.present = new RowList(context);
    }

    @Override
    public void start(WindowPartition partition) {
        frames.start(partition);
        if (ignoreNulls) {
            present.fill(partition.count(), row -> !partition.isNull(row, arguments.get(0)));
        }
    }

    @Override
    public void evaluate(WindowRows rows, Column output, int offset, int capacity) {
        frames.compute(rows);
        WindowPartition partition = rows.partition();
        for (int i = 0; i < rows.count(); i++) {
            long row = target(partition, rows.from() + i, frames.starts()[i], frames.ends()[i]);
            if (row < 0) {
                WindowPartition.putNull(output, offset + i, capacity);
            } else {
                partition.copyValue(row, arguments.get(0), output, offset + i, capacity);
            }
        }
    }

    /** The row whose value it is, or -1 if there is none. */
    private long target(WindowPartition partition, long row, long start, long end) {
        long from = ignoreNulls ? present.countBefore(start) : start;
        long to = ignoreNulls ? present.countBefore(end) : end;
        long index = switch (kind) {
            case FIRST -> from;
            case LAST -> to - 1;
            case NTH -> {
                int column = arguments.get(1);
                if (partition.isNull(row, column)) {
                    yield -1;
                }
                long number = partition.longValue(row, column);
                if (number <= 0) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT, "Argument of nth_value must be greater than zero: " + number);
                }
                yield number > to - from ? -1 : from + number - 1;
            }
        };
        if (index < from || index >= to) {
            return -1;
        }
        return ignoreNulls ? present.row(index) : index;
    }

    @Override
    public void close() {
        present.close();
    }
}
