package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.plan.WindowCall;
import io.thresher.memory.RawMemory;

/** The functions that need a row's place only: row_number, rank, dense_rank, percent_rank, cume_dist, ntile. */
final class RankEvaluator implements WindowEvaluator {
    private final WindowCall call;
    private final Kind kind;
    private long tiles;

    /** The functions. */
    enum Kind {
        ROW_NUMBER,
        RANK,
        DENSE_RANK,
        PERCENT_RANK,
        CUME_DIST,
        NTILE
    }

    RankEvaluator(WindowCall call, Kind kind) {
        this.call = call;
        this.kind = kind;
    }

    @Override
    public boolean readsPeers() {
        return kind != Kind.ROW_NUMBER && kind != Kind.NTILE;
    }

    @Override
    public void start(WindowPartition partition) {
        if (kind == Kind.NTILE) {
            int column = call.arguments().get(0);
            tiles = partition.isNull(0, column) ? 0 : partition.longValue(0, column);
            if (tiles <= 0 && !partition.isNull(0, column)) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "Argument of ntile must be greater than zero: " + tiles);
            }
        }
    }

    @Override
    public void evaluate(WindowRows rows, Column output, int offset, int capacity) {
        long total = rows.partition().count();
        for (int i = 0; i < rows.count(); i++) {
            long row = rows.from() + i;
            int position = offset + i;
            switch (kind) {
                case ROW_NUMBER -> putLong(output, position, row + 1);
                case RANK -> putLong(output, position, rows.peerStart()[i] + 1);
                case DENSE_RANK -> putLong(output, position, rows.denseRank()[i]);
                case PERCENT_RANK ->
                    putDouble(output, position, total == 1 ? 0 : (double) rows.peerStart()[i] / (total - 1));
                case CUME_DIST -> putDouble(output, position, (double) rows.peerEnd()[i] / total);
                case NTILE -> {
                    if (tiles == 0) {
                        WindowPartition.putNull(output, position, capacity);
                    } else {
                        putLong(output, position, tile(row, total));
                    }
                }
            }
        }
    }

    /** The first {@code total % tiles} tiles have one row more than the others. */
    private long tile(long row, long total) {
        long size = total / tiles;
        long larger = total % tiles;
        long inLarger = larger * (size + 1);
        return row < inLarger ? row / (size + 1) + 1 : larger + (row - inLarger) / size + 1;
    }

    private static void putDouble(Column output, int position, double value) {
        RawMemory.putDouble(output.dataAddress() + 8L * position, value);
    }

    private static void putLong(Column output, int position, long value) {
        switch (output.physicalType()) {
            case INT32 -> RawMemory.putInt(output.dataAddress() + 4L * position, (int) value);
            case INT64 -> RawMemory.putLong(output.dataAddress() + 8L * position, value);
            case FLOAT64 -> putDouble(output, position, value);
            case INT128 -> {
                RawMemory.putLong(output.dataAddress() + 16L * position, value);
                RawMemory.putLong(output.dataAddress() + 16L * position + 8, value >> 63);
            }
            case INT8, VIEW -> throw new IllegalArgumentException("Not a type for a rank: " + output.type());
        }
    }

    @Override
    public void close() {}
}
