package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/** Turns keys of rows back into columns. Strings stay where they are: the rows' table must live while the column is used. */
public final class RowReader {
    private RowReader() {}

    /** Fills FLAT {@code output} with key {@code key} of {@code count} rows. */
    public static void readKey(RowLayout layout, int key, long[] rows, int count, Column output) {
        output.resetFlat();
        output.ensureCapacity(count);
        int offset = layout.keyOffset(key);
        long target = output.dataAddress();
        switch (output.physicalType()) {
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(target + i, (byte) RawMemory.getLong(rows[i] + offset));
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, (int) RawMemory.getLong(rows[i] + offset));
                }
            }
            case INT64, FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, RawMemory.getLong(rows[i] + offset));
                }
            }
            case INT128, VIEW -> {
                for (int i = 0; i < count; i++) {
                    StringView.copy(rows[i] + offset, target + 16L * i);
                }
            }
        }
        readNulls(offset, key, rows, count, output);
    }

    private static void readNulls(int offset, int key, long[] rows, int count, Column output) {
        for (int i = 0; i < count; i++) {
            boolean isNull = key < RowLayout.HEADER_KEYS
                    ? (RawMemory.getInt(rows[i] + 4) >>> key & 1) != 0
                    : RawMemory.getLong(rows[i] + offset - 8) != 0;
            if (isNull) {
                output.setNull(i, count);
            }
        }
    }
}
