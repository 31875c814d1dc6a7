package io.thresher.storage.csv;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.TextColumnWriter;

/** Fills one column of a batch from one field of its records. One thread at a time. */
final class CsvColumnReader {
    /** What {@link #read} returns when all went well. */
    static final int NO_ERROR = -1;

    private final TextColumnWriter writer;
    private final Column column;
    private final int slot;
    private final boolean text;
    private final boolean emptyIsNull;
    private final BadValuePolicy onError;

    CsvColumnReader(TextColumnWriter writer, int slot, CsvDialect dialect) {
        this.writer = writer;
        this.column = writer.column();
        this.slot = slot;
        this.text = writer.isText();
        this.emptyIsNull = dialect.nullText() == null;
        this.onError = dialect.onError();
    }

    int slot() {
        return slot;
    }

    Column column() {
        return column;
    }

    /** Whether the field's text of that noted length is NULL for this column. */
    private boolean isNull(int length) {
        if (length == CsvRecordScanner.NULL_LENGTH) {
            return true;
        }
        // Quoted and empty is a length of -1: text of no characters, but nothing for a number.
        return length == 0 ? emptyIsNull || !text : length == -1 && !text;
    }

    /**
     * Reads the rows {@code rows[0]} to {@code rows[count - 1]} of {@code rowCount}, or the first {@code count} if
     * {@code all}. A value that does not fit is NULL; its row is counted in {@code outcome}. Returns the first such row if
     * that is an error, else {@link #NO_ERROR}.
     */
    int read(CsvRecordScanner scanner, long base, int[] rows, boolean all, int count, int rowCount, Outcome outcome) {
        int[] starts = scanner.starts(slot);
        int[] lengths = scanner.lengths(slot);
        column.resetFlat();
        boolean views = column.physicalType() == PhysicalType.VIEW;
        if (views && !all) {
            RawMemory.fill(column.dataAddress(), 16L * rowCount, (byte) 0);
        }
        for (int i = 0; i < count; i++) {
            int row = all ? i : rows[i];
            int length = lengths[row];
            boolean isNull = isNull(length);
            if (!isNull && writer.write(base + starts[row], length < 0 ? ~length : length, row)) {
                continue;
            }
            if (!isNull) {
                if (onError == BadValuePolicy.FAIL) {
                    return row;
                }
                outcome.bad(row);
            }
            if (views) {
                RawMemory.putLong(column.dataAddress() + 16L * row, 0);
                RawMemory.putLong(column.dataAddress() + 16L * row + 8, 0);
            }
            column.setNull(row, rowCount);
        }
        return NO_ERROR;
    }

    /** Told of the rows with values that do not fit. */
    interface Outcome {
        void bad(int row);
    }
}
