package io.thresher.execution.sort;

import io.thresher.batch.Column;
import io.thresher.batch.StringView;
import io.thresher.execution.kernel.Compare;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Writes the sort entries of rows. Stateless. */
final class SortKeyEncoder {
    private SortKeyEncoder() {}

    /**
     * Writes entries for {@code count} rows of {@code columns} (those at {@code selection}, or the first) from
     * {@code target} on; their row words count up from {@code firstRow}.
     */
    static void encode(
            SortKeyLayout layout, Column[] columns, int @Nullable [] selection, int count, long firstRow, long target) {
        int entryBytes = layout.entryBytes();
        RawMemory.fill(target, (long) entryBytes * count, (byte) 0);
        for (SortKeyLayout.Part part : layout.parts()) {
            encodePart(part, columns[part.key().column()], selection, count, target, entryBytes);
        }
        int words = layout.words();
        for (int i = 0; i < count; i++) {
            long entry = target + (long) entryBytes * i;
            for (int word = 0; word < words; word++) {
                long at = entry + 8L * word;
                RawMemory.putLong(at, Long.reverseBytes(RawMemory.getLong(at)));
            }
            RawMemory.putLong(entry + 8L * words, firstRow + i);
        }
    }

    private static void encodePart(
            SortKeyLayout.Part part,
            Column column,
            int @Nullable [] selection,
            int count,
            long target,
            int entryBytes) {
        byte nullByte = (byte) (part.key().nullsFirst() ? 0 : 1);
        byte validByte = (byte) (1 - nullByte);
        long flip = part.key().descending() ? -1L : 0L;
        boolean nulls = column.mayHaveNulls();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long at = target + (long) entryBytes * i + part.offset();
            boolean isNull = nulls && column.isNull(row);
            if (part.hasNullByte()) {
                RawMemory.putByte(at++, isNull ? nullByte : validByte);
            }
            if (!isNull) {
                encodeValue(part, column.valuesAddress(), column.valueIndex(row), at, flip);
            }
        }
    }

    private static void encodeValue(SortKeyLayout.Part part, long values, int index, long at, long flip) {
        switch (part.type().physicalType()) {
            case INT8 -> RawMemory.putByte(at, (byte) ((RawMemory.getByte(values + index) ^ 0x80) ^ (int) flip));
            case INT32 ->
                RawMemory.putInt(
                        at,
                        Integer.reverseBytes((RawMemory.getInt(values + 4L * index) ^ Integer.MIN_VALUE) ^ (int) flip));
            case INT64 ->
                RawMemory.putLong(
                        at, Long.reverseBytes((RawMemory.getLong(values + 8L * index) ^ Long.MIN_VALUE) ^ flip));
            case FLOAT64 -> {
                long ordered = Compare.doubleKey(RawMemory.getDouble(values + 8L * index));
                RawMemory.putLong(at, Long.reverseBytes((ordered ^ Long.MIN_VALUE) ^ flip));
            }
            case INT128 -> {
                long value = values + 16L * index;
                RawMemory.putLong(at, Long.reverseBytes((RawMemory.getLong(value + 8) ^ Long.MIN_VALUE) ^ flip));
                RawMemory.putLong(at + 8, Long.reverseBytes(RawMemory.getLong(value) ^ flip));
            }
            case VIEW -> encodeText(values + 16L * index, at, flip);
        }
    }

    private static void encodeText(long view, long at, long flip) {
        int length = StringView.length(view);
        long bytes = StringView.bytesAddress(view);
        // SAFETY: inline bytes past the length are zero, and 12 can be read; longer strings have more than 12 bytes.
        long second;
        if (length <= StringView.INLINE_BYTES) {
            second = RawMemory.getInt(bytes + 8) & 0xFFFFFFFFL;
        } else if (length >= SortKeyLayout.TEXT_PREFIX_BYTES) {
            second = RawMemory.getLong(bytes + 8);
        } else {
            // The last 8 bytes, shifted so that they begin at byte 8.
            second = RawMemory.getLong(bytes + length - 8) >>> ((SortKeyLayout.TEXT_PREFIX_BYTES - length) << 3);
        }
        RawMemory.putLong(at, RawMemory.getLong(bytes) ^ flip);
        RawMemory.putLong(at + 8, second ^ flip);
    }
}
