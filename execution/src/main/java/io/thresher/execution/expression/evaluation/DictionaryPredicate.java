package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Selections;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A condition on one column: for a DICTIONARY column, a verdict per entry, then one load a row. */
final class DictionaryPredicate implements PredicateEvaluator, DictionaryUse.Body {
    private final int column;
    private final PredicateEvaluator inner;
    private final DictionaryUse use;
    private byte[] verdicts = new byte[0];
    private boolean nullVerdict;
    private int entries;
    private int selectedEntries;

    DictionaryPredicate(int column, DataType type, PredicateEvaluator inner, QueryMemory memory) {
        this.column = column;
        this.inner = inner;
        this.use = new DictionaryUse(column, type, memory);
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column source = batch.column(column);
        if (count == 0) {
            return 0;
        }
        if (source.encoding() != Encoding.DICTIONARY || !use.isPrepared(source, count, this)) {
            return inner.select(batch, selection, count, output);
        }
        if (!source.mayHaveNulls()) {
            return selectCodes(source, selection, count, output);
        }
        if (nullVerdict) {
            return selectWithNulls(source, selection, count, output);
        }
        int n = Selections.dropNulls(source, selection, count, output);
        return selectCodes(source, output, n, output);
    }

    private int selectCodes(Column source, int @Nullable [] selection, int count, int[] output) {
        if (selectedEntries == 0) {
            return 0;
        }
        return selectedEntries == entries
                ? Selections.copy(selection, count, output)
                : Selections.selectCodes(source.dataAddress(), verdicts, selection, count, output);
    }

    private int selectWithNulls(Column source, int @Nullable [] selection, int count, int[] output) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            output[n] = row;
            n += source.isNull(row) ? 1 : verdicts[RawMemory.getInt(source.dataAddress() + 4L * row)];
        }
        return n;
    }

    @Override
    public void entries(ColumnBatch batch, int size) {
        int[] positions = new int[size];
        int n = inner.select(batch, null, size, positions);
        if (verdicts.length < size) {
            verdicts = new byte[size];
        }
        Arrays.fill(verdicts, (byte) 0);
        for (int i = 0; i < n; i++) {
            verdicts[positions[i]] = 1;
        }
        entries = size;
        selectedEntries = n;
    }

    @Override
    public void ofNull(ColumnBatch batch) {
        nullVerdict = inner.select(batch, null, 1, new int[1]) == 1;
    }

    @Override
    public void close() {
        inner.close();
        use.close();
    }
}
