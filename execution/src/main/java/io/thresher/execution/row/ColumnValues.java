package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column at the selected rows of a batch, numbered densely from 0, whatever the column's encoding: value
 * {@code i} lies at {@code data + width * index[i]} and is NULL if bit {@code nullIndex[i]} of {@code validity} is clear.
 * Reused from batch to batch; valid while the batch is lent. One thread at a time.
 */
public final class ColumnValues {
    private static final int[] IDENTITY = identity();
    private static final int[] ZEROS = new int[ColumnBatch.MAX_ROWS];

    private final int[] buffer = new int[ColumnBatch.MAX_ROWS];
    private @Nullable Column column;
    private PhysicalType type = PhysicalType.INT64;
    private long data;
    private long validity;
    private int[] index = IDENTITY;
    private int[] nullIndex = IDENTITY;

    private static int[] identity() {
        int[] array = new int[ColumnBatch.MAX_ROWS];
        for (int i = 0; i < array.length; i++) {
            array[i] = i;
        }
        return array;
    }

    /** The positions 0, 1, 2 ... of a batch without selection; not to be written to. */
    public static int[] allRows() {
        return IDENTITY;
    }

    /** The selected positions of {@code batch}, never null; not to be written to. */
    public static int[] positions(ColumnBatch batch) {
        int[] selection = batch.selection();
        return selection == null ? IDENTITY : selection;
    }

    /** Points at the first {@code count} of {@code positions} in {@code newColumn}. */
    public void load(Column newColumn, int[] positions, int count) {
        column = newColumn;
        type = newColumn.physicalType();
        data = newColumn.valuesAddress();
        validity = newColumn.validityAddress();
        if (newColumn.encoding() == Encoding.FLAT) {
            index = positions;
            nullIndex = positions;
        } else if (newColumn.encoding() == Encoding.CONSTANT) {
            index = ZEROS;
            nullIndex = ZEROS;
        } else {
            long codes = newColumn.dataAddress();
            if (positions == IDENTITY) {
                RawMemory.copy(codes, buffer, 0, count);
            } else {
                for (int i = 0; i < count; i++) {
                    buffer[i] = RawMemory.getInt(codes + 4L * positions[i]);
                }
            }
            index = buffer;
            nullIndex = positions;
        }
    }

    /** The column last loaded. */
    public Column column() {
        if (column == null) {
            throw new IllegalStateException("No column loaded");
        }
        return column;
    }

    public PhysicalType type() {
        return type;
    }

    /** Address of value number 0 of the flat values. */
    public long data() {
        return data;
    }

    /** Address of the validity bitmap, 0 if no value is NULL. */
    public long validity() {
        return validity;
    }

    /** For each dense number, the position among the flat values; not to be written to. */
    public int[] index() {
        return index;
    }

    /** For each dense number, the bit of the validity bitmap; not to be written to. */
    public int[] nullIndex() {
        return nullIndex;
    }

    /** Whether dense value {@code i} is NULL. */
    public boolean isNull(int i) {
        return validity != 0 && !Column.bit(validity, nullIndex[i]);
    }

    /** Address of dense value {@code i}. */
    public long address(int i) {
        return data + (long) type.bytes() * index[i];
    }
}
