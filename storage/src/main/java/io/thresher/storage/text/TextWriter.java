package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;

/** VARCHAR and CHAR: views of the text where it lies. Bytes that are not UTF-8, and too many characters, do not fit. */
final class TextWriter extends TextColumnWriter {
    private final int maxChars;
    private final boolean padded;

    TextWriter(Column column) {
        super(column);
        this.maxChars = column.type().precision() == DataType.UNBOUNDED
                ? Integer.MAX_VALUE
                : column.type().precision();
        this.padded = column.type().kind() == TypeKind.CHAR;
    }

    @Override
    public boolean write(long address, int length, int row) {
        int kept = length;
        while (padded && kept > 0 && RawMemory.getByte(address + kept - 1) == ' ') {
            kept--;
        }
        int chars = Utf8Check.countChars(address, kept);
        if (chars < 0 || chars > maxChars) {
            return false;
        }
        put(valueAddress(row), address, kept);
        return true;
    }

    static void put(long view, long address, int length) {
        if (length > StringView.INLINE_BYTES) {
            RawMemory.putInt(view, length);
            RawMemory.putInt(view + 4, RawMemory.getInt(address));
            RawMemory.putLong(view + 8, address);
            return;
        }
        // SAFETY: the padding after the text makes twelve bytes readable wherever it starts.
        long head = RawMemory.getInt(address) & 0xFFFFFFFFL;
        long tail = RawMemory.getLong(address + 4);
        if (length < 4) {
            head &= (1L << (8 * length)) - 1;
            tail = 0;
        } else if (length < StringView.INLINE_BYTES) {
            tail &= (1L << (8 * (length - 4))) - 1;
        }
        RawMemory.putLong(view, head << 32 | length);
        RawMemory.putLong(view + 8, tail);
    }
}
