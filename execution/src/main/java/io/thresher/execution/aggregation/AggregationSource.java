package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.plan.Field;
import io.thresher.execution.row.RowReader;
import io.thresher.memory.RawMemory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts out the groups of an aggregation, piece by piece. */
final class AggregationSource implements SourceOperator {
    private final AggregationLayout layout;
    private final PartitionedRows groups;
    private final AtomicInteger nextPiece;
    private final QueryContext context;
    private final @Nullable Accumulator[] accumulators;
    private final Column[] columns;
    private final ColumnBatch batch;
    private final long[] rows = new long[ColumnBatch.MAX_ROWS];
    private @Nullable RowPiece piece;

    AggregationSource(AggregationLayout layout, PartitionedRows groups, AtomicInteger nextPiece, QueryContext context) {
        this.layout = layout;
        this.groups = groups;
        this.nextPiece = nextPiece;
        this.context = context;
        this.accumulators = layout.accumulators(context.memory());
        List<Field> schema = layout.node().outputSchema();
        this.columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(schema.get(i).type(), context.memory());
        }
        this.batch = new ColumnBatch(columns, 0);
    }

    @Override
    public @Nullable ColumnBatch next() {
        context.cancellation().check();
        int count = piece == null ? 0 : piece.next(rows);
        while (count == 0) {
            closePiece();
            int number = nextPiece.getAndIncrement();
            if (number >= groups.pieceCount()) {
                return null;
            }
            RowPiece opened = groups.open(
                    number, (source, target) -> AggregationBreaker.combine(layout, accumulators, source, target));
            piece = opened;
            count = opened.next(rows);
        }
        fill(count);
        batch.setRowCount(count);
        return batch;
    }

    private void fill(int count) {
        int keys = layout.node().groupKeys().size();
        for (int k = 0; k < keys; k++) {
            RowReader.readKey(layout.rows(), k, rows, count, columns[k]);
        }
        for (int call = 0; call < accumulators.length; call++) {
            Column output = columns[keys + call];
            output.resetFlat();
            output.ensureCapacity(count);
            Accumulator accumulator = accumulators[call];
            if (accumulator == null) {
                fillGrouping(call, count, output);
            } else {
                accumulator.finish(rows, count, layout.stateOffset(call), output);
            }
        }
    }

    private void fillGrouping(int call, int count, Column output) {
        int setOffset = layout.hasSetNumber()
                ? layout.rows().keyOffset(layout.keyTypes().size() - 1)
                : -1;
        for (int i = 0; i < count; i++) {
            int set = setOffset < 0 ? 0 : RawMemory.getInt(rows[i] + setOffset);
            long bits = 0;
            for (int key : layout.call(call).arguments()) {
                bits = bits << 1 | (layout.isInSet(key, set) ? 0 : 1);
            }
            if (output.physicalType().bytes() == 8) {
                RawMemory.putLong(output.dataAddress() + 8L * i, bits);
            } else {
                RawMemory.putInt(output.dataAddress() + 4L * i, (int) bits);
            }
        }
    }

    private void closePiece() {
        if (piece != null) {
            piece.close();
            piece = null;
        }
    }

    @Override
    public void close() {
        closePiece();
        for (Column column : columns) {
            column.close();
        }
        for (Accumulator accumulator : accumulators) {
            if (accumulator != null) {
                accumulator.close();
            }
        }
    }
}
