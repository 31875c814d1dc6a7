package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.execution.join.JoinMode.Unpaired;
import io.thresher.execution.join.build.BuildMarks;
import io.thresher.execution.join.build.BuildSide;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.row.ColumnValues;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task's probe of a join without equality. The condition is evaluated for one row of one side against a batch of the
 * other: the single row comes as constants and nothing is copied. Which side gives the single rows depends on which way takes
 * fewer evaluations.
 */
final class NestedLoopOperator implements StreamingOperator {
    private final JoinShape shape;
    private final JoinMode mode;
    private final BuildSide build;
    private final PairCondition condition;
    private final @Nullable BuildMarks marks;
    private final CancellationToken cancellation;
    private final Column[] own;
    private final Column[] columns;
    private final Column[] nulls;
    private final boolean[] needed;
    private final int[] kept = new int[ColumnBatch.MAX_ROWS];
    private final boolean[] seen = new boolean[ColumnBatch.MAX_ROWS];

    NestedLoopOperator(
            JoinShape shape,
            BuildSide build,
            boolean[] needed,
            Supplier<PairCondition> condition,
            @Nullable BuildMarks marks,
            QueryContext context) {
        this.shape = shape;
        this.mode = shape.mode();
        this.build = build;
        this.needed = needed;
        this.marks = marks;
        this.cancellation = context.cancellation();
        this.own = new Column[shape.pairColumns()];
        this.columns = new Column[own.length];
        this.nulls = new Column[own.length];
        for (int c = 0; c < own.length; c++) {
            own[c] = new Column(shape.type(c), context.memory());
            nulls[c] = new Column(shape.type(c), context.memory());
        }
        try {
            for (Column column : nulls) {
                PairColumns.makeNull(column);
            }
            this.condition = condition.get();
        } catch (RuntimeException | Error e) {
            closeColumns();
            throw e;
        }
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        Arrays.fill(seen, 0, batch.rowCount(), false);
        long slices = (build.rowCount() + ColumnBatch.MAX_ROWS - 1L) / ColumnBatch.MAX_ROWS;
        if (batch.selectedCount() * slices >= build.rowCount()) {
            buildRowByRow(batch, output);
        } else {
            probeRowByRow(batch, output);
        }
        emitUnpaired(batch, output);
    }

    private void buildRowByRow(ColumnBatch batch, BatchConsumer output) {
        for (int c = 0; c < shape.probeTypes().size(); c++) {
            columns[shape.probeStart() + c] = batch.column(c);
        }
        for (int row = 0; row < build.rowCount(); row++) {
            cancellation.check();
            for (int c = 0; c < shape.buildTypes().size(); c++) {
                int pair = shape.buildStart() + c;
                columns[pair] = needed[pair] ? constant(build.column(c), row, own[pair]) : nulls[pair];
            }
            ColumnBatch joined = new ColumnBatch(columns, batch.rowCount());
            int count = condition.select(joined, batch.selection(), batch.selectedCount(), kept);
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    seen[kept[i]] = true;
                }
                if (marks != null) {
                    marks.set(row);
                }
                emit(joined, count, output);
            }
        }
    }

    private void probeRowByRow(ColumnBatch batch, BatchConsumer output) {
        int[] positions = ColumnValues.positions(batch);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int position = positions[i];
            for (int c = 0; c < shape.probeTypes().size(); c++) {
                int pair = shape.probeStart() + c;
                columns[pair] = constant(batch.column(c), position, own[pair]);
            }
            for (int from = 0; from < build.rowCount(); from += ColumnBatch.MAX_ROWS) {
                cancellation.check();
                int rows = Math.min(ColumnBatch.MAX_ROWS, build.rowCount() - from);
                joinSlice(position, from, rows, output);
            }
        }
    }

    private void joinSlice(int position, int from, int rows, BatchConsumer output) {
        for (int c = 0; c < shape.buildTypes().size(); c++) {
            int pair = shape.buildStart() + c;
            columns[pair] = needed[pair] ? slice(build.column(c), from, own[pair]) : nulls[pair];
        }
        ColumnBatch joined = new ColumnBatch(columns, rows);
        int count = condition.select(joined, null, rows, kept);
        if (count > 0) {
            seen[position] = true;
            for (int j = 0; marks != null && j < count; j++) {
                marks.set(from + kept[j]);
            }
            emit(joined, count, output);
        }
    }

    private void emit(ColumnBatch joined, int count, BatchConsumer output) {
        if (mode.pairs()) {
            if (count < joined.rowCount()) {
                joined.setSelection(kept, count);
            }
            output.accept(joined);
        }
    }

    /** Makes {@code target} the value of one row. */
    private static Column constant(Column source, int row, Column target) {
        if (source.isNull(row)) {
            PairColumns.makeNull(target);
        } else {
            long address = source.valuesAddress() + (long) source.physicalType().bytes() * source.valueIndex(row);
            target.borrowValues(Encoding.CONSTANT, address, 0);
        }
        return target;
    }

    /** Makes {@code target} the rows of a FLAT column from {@code from}, a multiple of 8. */
    static Column slice(Column source, int from, Column target) {
        long validity = source.validityAddress() == 0 ? 0 : source.validityAddress() + (from >>> 3);
        long values = source.dataAddress() + (long) source.physicalType().bytes() * from;
        target.borrowValues(Encoding.FLAT, values, validity);
        return target;
    }

    private void emitUnpaired(ColumnBatch batch, BatchConsumer output) {
        if (mode.probe() == Unpaired.NONE) {
            return;
        }
        int[] positions = ColumnValues.positions(batch);
        boolean wanted = mode.probe() == Unpaired.MATCHED;
        int rest = 0;
        for (int i = 0; i < batch.selectedCount(); i++) {
            if (seen[positions[i]] == wanted) {
                kept[rest++] = positions[i];
            }
        }
        if (rest == 0) {
            return;
        }
        Column[] result = batch.columns();
        if (mode.probe() == Unpaired.OUTER) {
            System.arraycopy(nulls, 0, columns, 0, nulls.length);
            System.arraycopy(result, 0, columns, shape.probeStart(), result.length);
            result = columns;
        }
        ColumnBatch unpaired = new ColumnBatch(result, batch.rowCount());
        unpaired.setSelection(kept, rest);
        output.accept(unpaired);
    }

    private void closeColumns() {
        for (int c = 0; c < own.length; c++) {
            own[c].close();
            nulls[c].close();
        }
    }

    @Override
    public void close() {
        closeColumns();
        condition.close();
    }
}
