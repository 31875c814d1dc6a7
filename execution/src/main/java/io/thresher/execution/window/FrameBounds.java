package io.thresher.execution.window;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.plan.WindowCall;
import org.jspecify.annotations.Nullable;

/** Finds the frame of each row: rows {@code start} to {@code end}, exclusive, of its partition. One thread at a time. */
final class FrameBounds {
    private final WindowCall.Frame frame;
    private final @Nullable RangeSearch startSearch;
    private final @Nullable RangeSearch endSearch;
    private final long[] starts = new long[ColumnBatch.MAX_ROWS];
    private final long[] ends = new long[ColumnBatch.MAX_ROWS];

    /** The searches find RANGE bounds with an offset; null for other bounds. */
    FrameBounds(WindowCall.Frame frame, @Nullable RangeSearch startSearch, @Nullable RangeSearch endSearch) {
        this.frame = frame;
        this.startSearch = startSearch;
        this.endSearch = endSearch;
    }

    void start(WindowPartition partition) {
        if (startSearch != null) {
            startSearch.start(partition);
        }
        if (endSearch != null) {
            endSearch.start(partition);
        }
    }

    /** Finds the frames of {@code rows}; the answer is in {@link #starts} and {@link #ends}, with start <= end. */
    void compute(WindowRows rows) {
        long count = rows.partition().count();
        for (int i = 0; i < rows.count(); i++) {
            long start = Math.max(0, Math.min(count, bound(frame.start(), startSearch, rows, i, false)));
            long end = Math.max(0, Math.min(count, bound(frame.end(), endSearch, rows, i, true)));
            starts[i] = start;
            ends[i] = Math.max(start, end);
        }
    }

    private long bound(WindowCall.Bound bound, @Nullable RangeSearch search, WindowRows rows, int i, boolean isEnd) {
        long row = rows.from() + i;
        boolean byRows = frame.unit() == WindowCall.Unit.ROWS;
        return switch (bound.kind()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> rows.partition().count();
            case CURRENT_ROW -> {
                if (byRows) {
                    yield isEnd ? row + 1 : row;
                }
                yield isEnd ? rows.peerEnd()[i] : rows.peerStart()[i];
            }
            case PRECEDING, FOLLOWING -> {
                if (search != null) {
                    yield search.find(rows, i, isEnd);
                }
                long offset = offset(bound, rows.partition(), row);
                long place = bound.kind() == WindowCall.BoundKind.PRECEDING
                        ? row - offset
                        : row > Long.MAX_VALUE - 1 - offset ? Long.MAX_VALUE - 1 : row + offset;
                yield isEnd ? place + 1 : place;
            }
        };
    }

    private static long offset(WindowCall.Bound bound, WindowPartition partition, long row) {
        if (bound.offset() == null) {
            throw new IllegalStateException("Frame bound without an offset");
        }
        int column = bound.offset();
        if (partition.isNull(row, column) || partition.longValue(row, column) < 0) {
            throw badOffset();
        }
        return partition.longValue(row, column);
    }

    static EngineException badOffset() {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, "Offset of a window frame must not be NULL or negative");
    }

    long[] starts() {
        return starts;
    }

    long[] ends() {
        return ends;
    }
}
