package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * The BOOLEAN value of a condition, made of two selections: the rows where it is true and those where it is false; the
 * others are NULL. The second is not asked for when the condition can only be NULL because of a column that has none.
 */
final class BooleanEvaluator implements ExpressionEvaluator {
    private final PredicateEvaluator isTrue;
    private final PredicateEvaluator isFalse;
    private final int @Nullable [] nullSources;
    private final Column result;
    private final PositionBuffer buffer = new PositionBuffer();

    /** {@code nullSources} are the columns whose NULLs alone make the condition NULL; null if there are other causes. */
    BooleanEvaluator(
            PredicateEvaluator isTrue, PredicateEvaluator isFalse, int @Nullable [] nullSources, QueryMemory memory) {
        this.isTrue = isTrue;
        this.isFalse = isFalse;
        this.nullSources = nullSources;
        this.result = new Column(DataType.BOOLEAN, memory);
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        int rowCount = batch.rowCount();
        result.resetFlat();
        result.ensureCapacity(rowCount);
        long data = result.dataAddress();
        RawMemory.fill(data, rowCount, (byte) 0);
        int[] rows = buffer.room(count);
        int trueCount = isTrue.select(batch, selection, count, rows);
        for (int i = 0; i < trueCount; i++) {
            RawMemory.putByte(data + rows[i], (byte) 1);
        }
        if (trueCount < count && mayBeNull(batch)) {
            int falseCount = isFalse.select(batch, selection, count, rows);
            if (trueCount + falseCount < count) {
                markNulls(rowCount, rows, falseCount, selection, count);
            }
        }
        return result;
    }

    private boolean mayBeNull(ColumnBatch batch) {
        if (nullSources == null) {
            return true;
        }
        for (int index : nullSources) {
            if (batch.column(index).mayHaveNulls()) {
                return true;
            }
        }
        return false;
    }

    private void markNulls(int rowCount, int[] falseRows, int falseCount, int @Nullable [] selection, int count) {
        result.startValidity(rowCount);
        long data = result.dataAddress();
        int f = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (f < falseCount && falseRows[f] == row) {
                f++;
            } else if (RawMemory.getByte(data + row) == 0) {
                Column.clearBit(result.validityAddress(), row);
            }
        }
    }

    @Override
    public void close() {
        isTrue.close();
        isFalse.close();
        result.close();
    }
}
