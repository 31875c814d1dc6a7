package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.execution.kernel.Values;
import io.thresher.memory.QueryMemory;

/**
 * Decides when to compute something for every entry of a column's dictionary instead of for every row: once as many
 * rows as the dictionary has entries came with it. The answer for an id is kept until another id comes. An error, which
 * may be due to an entry that no row uses, means row by row.
 */
final class DictionaryUse implements AutoCloseable {
    /** Larger dictionaries save too little for the memory of their results. */
    private static final int MAX_ENTRIES = 1 << 17;

    private final int column;
    private final Column nullColumn;
    private final Column[] columns;
    private long knownId;
    private int knownSize;
    private boolean knownGood;
    private long pendingId;
    private long pendingRows;

    /** What is computed once per dictionary. */
    interface Body {
        /** Computes for the {@code size} entries in the column of {@code batch}. */
        void entries(ColumnBatch batch, int size);

        /** Computes for the NULL in the column of {@code batch}, of one row. */
        void ofNull(ColumnBatch batch);
    }

    DictionaryUse(int column, DataType type, QueryMemory memory) {
        this.column = column;
        this.columns = new Column[column + 1];
        this.nullColumn = new Column(type, memory);
    }

    /** Whether the body has been run for the dictionary of {@code source}, by now. */
    boolean isPrepared(Column source, int count, Body body) {
        int size = source.dictionarySize();
        long id = source.dictionaryId();
        if (id != 0 && id == knownId && size <= knownSize) {
            return knownGood;
        }
        if (size == 0 || size > MAX_ENTRIES || source.dictionary().mayHaveNulls() || !isWorthIt(id, size, count)) {
            return false;
        }
        knownId = id;
        knownSize = size;
        knownGood = run(source.dictionary(), size, body);
        return knownGood;
    }

    private boolean isWorthIt(long id, int size, int count) {
        if (id == 0 || id != pendingId) {
            pendingId = id;
            pendingRows = 0;
        }
        pendingRows += count;
        return size <= pendingRows;
    }

    private boolean run(Column dictionary, int size, Body body) {
        try {
            columns[column] = dictionary;
            body.entries(new ColumnBatch(columns, size), size);
            nullColumn.ensureCapacity(1);
            nullColumn.resetConstant();
            Values.zero(nullColumn, 0);
            nullColumn.setNull(0, 1);
            columns[column] = nullColumn;
            body.ofNull(new ColumnBatch(columns, 1));
            return true;
        } catch (EngineException e) {
            if (!ExpressionTraits.isDataError(e.code())) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void close() {
        nullColumn.close();
    }
}
