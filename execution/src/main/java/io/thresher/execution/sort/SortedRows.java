package io.thresher.execution.sort;

import io.thresher.batch.Column;
import io.thresher.execution.operator.RowBuffer;
import io.thresher.memory.RawMemory;
import java.util.List;

/**
 * The rows of several runs, found by reference: the run's number in the upper 16 bits, the row in the lower 48.
 * Immutable once made; any number of threads may read.
 */
public final class SortedRows {
    private static final int RUN_SHIFT = 48;
    private static final long ROW_MASK = (1L << RUN_SHIFT) - 1;

    private final Column[][][] blocks;

    /** Makes the view over {@code runs}, which stay their owner's. */
    SortedRows(List<RowBuffer> runs) {
        blocks = new Column[runs.size()][][];
        for (int run = 0; run < blocks.length; run++) {
            RowBuffer buffer = runs.get(run);
            blocks[run] = new Column[buffer.blockCount()][];
            for (int block = 0; block < blocks[run].length; block++) {
                blocks[run][block] = buffer.block(block);
            }
        }
    }

    static long reference(int run, long row) {
        return (long) run << RUN_SHIFT | row;
    }

    /** The block's column that holds the row at {@code reference}. */
    public Column column(long reference, int column) {
        long row = reference & ROW_MASK;
        return blocks[(int) (reference >>> RUN_SHIFT)][(int) (row >>> RowBuffer.BLOCK_SHIFT)][column];
    }

    /** The row's position in its block. */
    public static int position(long reference) {
        return (int) reference & RowBuffer.BLOCK_MASK;
    }

    /** Address of the view of the text value at {@code reference}. */
    public long view(long reference, int column) {
        return column(reference, column).dataAddress() + 16L * position(reference);
    }

    /** Whether the value at {@code reference} is NULL. */
    public boolean isNull(long reference, int column) {
        return column(reference, column).isNull(position(reference));
    }

    /** Makes {@code target} FLAT with the values of {@code column} of the rows at {@code references}; views are shared. */
    public void gather(int column, long[] references, int count, Column target) {
        target.resetFlat();
        target.ensureCapacity(count);
        long out = target.dataAddress();
        int bytes = target.physicalType().bytes();
        boolean nulls = false;
        for (int i = 0; i < count; i++) {
            long reference = references[i];
            Column source = column(reference, column);
            int position = position(reference);
            long at = source.dataAddress() + (long) position * bytes;
            if (bytes == 8) {
                RawMemory.putLong(out + 8L * i, RawMemory.getLong(at));
            } else if (bytes == 4) {
                RawMemory.putInt(out + 4L * i, RawMemory.getInt(at));
            } else if (bytes == 16) {
                RawMemory.putLong(out + 16L * i, RawMemory.getLong(at));
                RawMemory.putLong(out + 16L * i + 8, RawMemory.getLong(at + 8));
            } else {
                RawMemory.putByte(out + i, RawMemory.getByte(at));
            }
            nulls |= source.mayHaveNulls();
        }
        if (nulls) {
            gatherValidity(column, references, count, target);
        }
    }

    private void gatherValidity(int column, long[] references, int count, Column target) {
        long bitmap = target.startValidity(count);
        boolean any = false;
        for (int i = 0; i < count; i++) {
            if (isNull(references[i], column)) {
                Column.clearBit(bitmap, i);
                any = true;
            }
        }
        if (!any) {
            target.clearValidity();
        }
    }
}
