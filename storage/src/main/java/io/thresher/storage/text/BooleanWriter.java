package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** BOOLEAN, in PostgreSQL's spellings. */
final class BooleanWriter extends TextColumnWriter {
    private static final int MAX_TEXT_BYTES = 32;

    BooleanWriter(Column column) {
        super(column);
    }

    @Override
    public boolean write(long address, int length, int row) {
        if (length > MAX_TEXT_BYTES) {
            return false;
        }
        byte value;
        if (length == 1) {
            value = switch (RawMemory.getByte(address)) {
                case 't', 'T', '1', 'y', 'Y' -> 1;
                case 'f', 'F', '0', 'n', 'N' -> 0;
                default -> -1;
            };
        } else {
            String text = new String(RawMemory.bytes(address, length), StandardCharsets.ISO_8859_1);
            value = switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> 1;
                case "false", "no", "off" -> 0;
                default -> -1;
            };
        }
        if (value < 0) {
            return false;
        }
        RawMemory.putByte(valueAddress(row), value);
        return true;
    }
}
