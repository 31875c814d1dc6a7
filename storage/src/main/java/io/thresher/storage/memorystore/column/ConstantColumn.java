package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** The same value in every row, or NULL in every row. */
final class ConstantColumn extends StoredColumn {
    private static final int VALUE_BYTES = 16;

    private final ArrowBuf value;
    private final boolean isNull;

    /** Takes over {@code value}, with bits of zero behind it. */
    private ConstantColumn(int rowCount, ArrowBuf value, boolean isNull, Zones zones, QueryMemory memory) {
        super(rowCount, null, zones, memory);
        this.value = value;
        this.isNull = isNull;
    }

    /** The value of row {@code row} of {@code column}, no text and not NULL, for {@code rowCount} rows. */
    static ConstantColumn of(Column column, int row, int rowCount, Zones zones, QueryMemory memory) {
        ArrowBuf value = memory.allocate(VALUE_BYTES + Long.BYTES);
        RawMemory.fill(value.memoryAddress(), value.capacity(), (byte) 0);
        int bytes = column.physicalType().bytes();
        RawMemory.copy(column.valuesAddress() + (long) bytes * column.valueIndex(row), value.memoryAddress(), bytes);
        return new ConstantColumn(rowCount, value, false, zones, memory);
    }

    /** NULL for {@code rowCount} rows. */
    static ConstantColumn ofNull(int rowCount, QueryMemory memory) {
        ArrowBuf value = memory.allocate(VALUE_BYTES + Long.BYTES);
        RawMemory.fill(value.memoryAddress(), value.capacity(), (byte) 0);
        return new ConstantColumn(rowCount, value, true, Zones.NONE, memory);
    }

    @Override
    void read(int from, int count, long bits, Column target) {
        // The byte behind the value is a bitmap that says NULL.
        target.borrowValues(Encoding.CONSTANT, value.memoryAddress(), isNull ? value.memoryAddress() + VALUE_BYTES : 0);
    }

    /** Whether the one value is NULL. */
    boolean isNull() {
        return isNull;
    }

    @Override
    void readFew(int from, int[] selection, int selected, long bits, Column target) {
        read(from, ColumnBatch.MAX_ROWS, bits, target);
    }

    @Override
    long valueBytes() {
        return value.capacity();
    }

    @Override
    void closeValues() {
        memory().free(value);
    }
}
