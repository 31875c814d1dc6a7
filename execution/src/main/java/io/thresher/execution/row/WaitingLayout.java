package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import java.util.List;

/**
 * Where the columns of a waiting row lie: the values, the wide ones first, then 4 bytes for every 32 columns in which the bits of those
 * that are NULL are set. Immutable.
 */
final class WaitingLayout {
    private static final int WORD_BYTES = 4;
    private static final int WORD_COLUMNS = 32;

    private final int[] offsets;
    private final int nullOffset;
    private final int nullWords;
    private final int rowBytes;

    WaitingLayout(List<DataType> types) {
        this.offsets = new int[types.size()];
        int offset = 0;
        for (int width = StringView.BYTES; width > 0; width /= 2) {
            for (int c = 0; c < offsets.length; c++) {
                if (types.get(c).physicalType().bytes() == width) {
                    offsets[c] = offset;
                    offset += width;
                }
            }
        }
        this.nullOffset = offset + WORD_BYTES - 1 & -WORD_BYTES;
        this.nullWords = Math.max(1, (offsets.length + WORD_COLUMNS - 1) / WORD_COLUMNS);
        this.rowBytes = nullOffset + WORD_BYTES * nullWords;
    }

    int rowBytes() {
        return rowBytes;
    }

    /** Writes dense values {@code from} to {@code to} (exclusive) of each column to the rows at {@code places}, from place 0 on. */
    void write(ColumnValues[] columns, int from, int to, long[] places, StringHeap strings) {
        for (int c = 0; c < offsets.length; c++) {
            writeValues(columns[c], from, to, places, offsets[c], strings);
        }
        for (int word = 0; word < nullWords; word++) {
            for (int i = 0; i < to - from; i++) {
                RawMemory.putInt(places[i] + nullOffset + WORD_BYTES * word, 0);
            }
        }
        for (int c = 0; c < offsets.length; c++) {
            if (columns[c].validity() != 0) {
                writeNulls(columns[c], c, from, to, places);
            }
        }
    }

    private static void writeValues(
            ColumnValues source, int from, int to, long[] places, int offset, StringHeap strings) {
        long data = source.data();
        int[] index = source.index();
        switch (source.type()) {
            case INT8 -> {
                for (int i = from; i < to; i++) {
                    RawMemory.putByte(places[i - from] + offset, RawMemory.getByte(data + index[i]));
                }
            }
            case INT32 -> {
                for (int i = from; i < to; i++) {
                    RawMemory.putInt(places[i - from] + offset, RawMemory.getInt(data + 4L * index[i]));
                }
            }
            case INT64, FLOAT64 -> {
                for (int i = from; i < to; i++) {
                    RawMemory.putLong(places[i - from] + offset, RawMemory.getLong(data + 8L * index[i]));
                }
            }
            case INT128 -> {
                for (int i = from; i < to; i++) {
                    StringView.copy(data + 16L * index[i], places[i - from] + offset);
                }
            }
            case VIEW -> {
                for (int i = from; i < to; i++) {
                    long target = places[i - from] + offset;
                    if (source.isNull(i)) {
                        StringView.write(target, 0, 0);
                    } else {
                        strings.copyView(data + 16L * index[i], target);
                    }
                }
            }
        }
    }

    private void writeNulls(ColumnValues source, int column, int from, int to, long[] places) {
        int offset = wordOffset(column);
        int bit = 1 << column;
        for (int i = from; i < to; i++) {
            if (source.isNull(i)) {
                long word = places[i - from] + offset;
                RawMemory.putInt(word, RawMemory.getInt(word) | bit);
            }
        }
    }

    private int wordOffset(int column) {
        return nullOffset + column / WORD_COLUMNS * WORD_BYTES;
    }

    /** Appends {@code count} rows side by side from {@code row} to FLAT columns that hold {@code start} rows; room is made for a batch. */
    void read(long row, int count, Column[] columns, int start) {
        for (int c = 0; c < offsets.length; c++) {
            columns[c].ensureCapacity(ColumnBatch.MAX_ROWS);
            readValues(row + offsets[c], count, columns[c], start);
        }
        for (int word = 0; word < nullWords; word++) {
            long from = row + nullOffset + WORD_BYTES * word;
            int any = 0;
            for (int i = 0; i < count; i++) {
                any |= RawMemory.getInt(from + (long) rowBytes * i);
            }
            for (; any != 0; any &= any - 1) {
                int bit = Integer.numberOfTrailingZeros(any);
                readNulls(from, 1 << bit, count, columns[word * WORD_COLUMNS + bit], start);
            }
        }
    }

    private void readValues(long from, int count, Column column, int start) {
        int width = column.physicalType().bytes();
        long target = column.dataAddress() + (long) start * width;
        int step = rowBytes;
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(target + i, RawMemory.getByte(from + (long) step * i));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, RawMemory.getInt(from + (long) step * i));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, RawMemory.getLong(from + (long) step * i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    StringView.copy(from + (long) step * i, target + 16L * i);
                }
            }
        }
    }

    private void readNulls(long from, int bit, int count, Column column, int start) {
        for (int i = 0; i < count; i++) {
            if ((RawMemory.getInt(from + (long) rowBytes * i) & bit) != 0) {
                column.setNull(start + i, ColumnBatch.MAX_ROWS);
            }
        }
    }
}
