package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.kernel.Hash;
import io.thresher.execution.kernel.Values;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A value computed from one column: for a DICTIONARY column, computed once per entry; the result is a DICTIONARY column
 * over the distinct results, whose id depends on the source's id and the expression alone, so that every task gets the
 * same one.
 */
final class DictionaryEvaluator implements ExpressionEvaluator, DictionaryUse.Body {
    private static final int NULL_CODE = -1;

    private final int column;
    private final ExpressionEvaluator inner;
    private final DictionaryUse use;
    private final long expressionHash;
    private final Column result;
    private final Column entries;
    private int[] codes = new int[0];
    private int nullCode;
    private int entryCount;
    private boolean hasNullEntries;

    DictionaryEvaluator(
            int column,
            DataType columnType,
            ExpressionEvaluator inner,
            Expression expression,
            EvaluationContext context) {
        this.column = column;
        this.inner = inner;
        this.use = new DictionaryUse(column, columnType, context.memory());
        this.expressionHash = textHash(expression + "@" + context.timeZone());
        this.result = new Column(expression.type(), context.memory());
        this.entries = new Column(expression.type(), context.memory());
    }

    private static long textHash(String text) {
        long hash = Hash.NULL_HASH;
        for (int i = 0; i < text.length(); i++) {
            hash = Hash.combine(hash, text.charAt(i));
        }
        return hash;
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        Column source = batch.column(column);
        if (count == 0 || source.encoding() != Encoding.DICTIONARY || !use.isPrepared(source, count, this)) {
            return inner.evaluate(batch, selection, count);
        }
        result.ensureCapacity(batch.rowCount());
        long id = source.dictionaryId() == 0 ? 0 : Hash.combine(source.dictionaryId(), expressionHash) | 1;
        result.resetDictionary(entries, entryCount, id);
        if (source.mayHaveNulls() || hasNullEntries) {
            mapWithNulls(source, batch.rowCount(), selection, count);
        } else {
            map(source.dataAddress(), result.dataAddress(), codes, selection, count);
        }
        return result;
    }

    private static void map(long from, long to, int[] codes, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putInt(to + 4L * row, codes[RawMemory.getInt(from + 4L * row)]);
        }
    }

    private void mapWithNulls(Column source, int rowCount, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            int code = source.isNull(row) ? nullCode : codes[RawMemory.getInt(source.dataAddress() + 4L * row)];
            RawMemory.putInt(result.dataAddress() + 4L * row, Math.max(0, code));
            if (code == NULL_CODE) {
                result.setNull(row, rowCount);
            }
        }
    }

    @Override
    public void entries(ColumnBatch batch, int size) {
        Column values = inner.evaluate(batch, null, size);
        if (codes.length < size) {
            codes = new int[size];
        }
        // One place more for the value of NULL.
        entries.resetFlat();
        entries.ensureCapacity(size + 1);
        if (entries.physicalType() == PhysicalType.VIEW) {
            entries.heap().reset();
        }
        entryCount = 0;
        hasNullEntries = false;
        int[] slots = new int[Integer.highestOneBit(size * 2) * 2];
        for (int i = 0; i < size; i++) {
            codes[i] = values.isNull(i) ? NULL_CODE : codeOf(values, i, slots);
            hasNullEntries |= codes[i] == NULL_CODE;
        }
    }

    private int codeOf(Column values, int row, int[] slots) {
        int mask = slots.length - 1;
        int slot = (int) Hash.ofRow(values, row) & mask;
        while (slots[slot] != 0) {
            if (isSame(slots[slot] - 1, values, row)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = append(values, row) + 1;
        return slots[slot] - 1;
    }

    /** Equal to the bit: -0.0 and 0.0 are two entries, as they print differently. */
    private boolean isSame(int entry, Column values, int row) {
        long left = entries.dataAddress();
        long right = values.valuesAddress();
        int index = values.valueIndex(row);
        if (entries.physicalType() == PhysicalType.FLOAT64) {
            return RawMemory.getLong(left + 8L * entry) == RawMemory.getLong(right + 8L * index);
        }
        return io.thresher.execution.kernel.Compare.equalValues(entries.physicalType(), left, entry, right, index);
    }

    private int append(Column values, int row) {
        int code = entryCount++;
        if (entries.physicalType() == PhysicalType.VIEW) {
            entries.heap()
                    .copyView(
                            values.valuesAddress() + 16L * values.valueIndex(row), entries.dataAddress() + 16L * code);
        } else {
            int bytes = entries.physicalType().bytes();
            Values.copy(
                    bytes,
                    values.valuesAddress() + (long) bytes * values.valueIndex(row),
                    entries.dataAddress() + (long) bytes * code);
        }
        return code;
    }

    @Override
    public void ofNull(ColumnBatch batch) {
        Column value = inner.evaluate(batch, null, 1);
        nullCode = value.isNull(0) ? NULL_CODE : append(value, 0);
        if (entryCount == 0) {
            // A dictionary has an entry at least, as codes under NULL are 0.
            Values.zero(entries, 0);
            entryCount = 1;
        }
    }

    @Override
    public void close() {
        inner.close();
        use.close();
        result.close();
        entries.close();
    }
}
