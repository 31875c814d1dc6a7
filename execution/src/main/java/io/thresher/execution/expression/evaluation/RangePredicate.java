package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.SelectConstant;
import io.thresher.execution.kernel.Selections;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Selects the rows whose column lies in a {@link ColumnRange}. */
final class RangePredicate implements PredicateEvaluator {
    private final ColumnRange range;
    private final Column scratch;

    RangePredicate(ColumnRange range, QueryMemory memory) {
        this.range = range;
        this.scratch = new Column(range.type(), memory);
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column column = batch.column(range.column());
        if (count == 0 || range.low() > range.high()) {
            return 0;
        }
        boolean ints = column.physicalType() == PhysicalType.INT32;
        if (column.encoding() == Encoding.CONSTANT) {
            long value = ints ? RawMemory.getInt(column.dataAddress()) : RawMemory.getLong(column.dataAddress());
            boolean selected = !column.isNull(0) && value >= range.low() && value <= range.high();
            return selected ? Selections.copy(selection, count, output) : 0;
        }
        int @Nullable [] rows = selection;
        int n = count;
        if (column.mayHaveNulls()) {
            n = Selections.dropNulls(column, selection, count, output);
            rows = output;
        }
        long data = Flatten.flatten(column, rows, n, batch.rowCount(), scratch).dataAddress();
        return ints
                ? SelectConstant.betweenInt(data, range.low(), range.high(), 0, rows, n, output)
                : SelectConstant.betweenLong(data, range.low(), range.high(), 0, rows, n, output);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
