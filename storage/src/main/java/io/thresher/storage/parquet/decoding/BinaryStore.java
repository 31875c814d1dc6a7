package io.thresher.storage.parquet.decoding;

import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/** Writes byte strings of a file to a column. SAFETY of all: the caller has room for count values. */
interface BinaryStore {
    void store(BinaryValues values, int count, long target);

    /** The store for {@code conversion}, one of a byte string; {@code heap} keeps what views point to. */
    static BinaryStore of(Conversion conversion, StringHeap heap) {
        return switch (conversion) {
            case BYTES_TO_VIEW -> (values, count, target) -> views(values, count, target, heap);
            case UUID_TO_VIEW -> (values, count, target) -> uuids(values, count, target, heap);
            case BYTES_TO_INT64 -> BinaryStore::shortDecimals;
            case BYTES_TO_INT128 -> BinaryStore::longDecimals;
            case FLOAT16_TO_DOUBLE -> BinaryStore::float16;
            case INT96_TO_MICROS -> BinaryStore::int96;
            case BOOLEAN,
                    INT32,
                    INT64,
                    DOUBLE,
                    UINT8_TO_INT32,
                    UINT16_TO_INT32,
                    UINT32_TO_INT64,
                    UINT64_TO_INT128,
                    INT32_TO_INT64,
                    TIME_MILLIS_TO_MICROS,
                    MILLIS_TO_MICROS,
                    NANOS_TO_MICROS,
                    FLOAT_TO_DOUBLE -> throw new IllegalArgumentException("Not a conversion of bytes: " + conversion);
        };
    }

    /** Long strings are copied in one block a call, which is then still in cache; short ones lie in their views. */
    private static void views(BinaryValues values, int count, long target, StringHeap heap) {
        byte[] bytes = values.bytes;
        long base = 0;
        for (int i = 0; i < count; i++) {
            int offset = values.offsets[i];
            int length = values.lengths[i];
            long view = target + 16L * i;
            if (length <= StringView.INLINE_BYTES) {
                InlineViews.write(bytes, offset, length, view);
            } else {
                if (base == 0) {
                    int blockBytes = values.offsets[count - 1] + values.lengths[count - 1] - offset;
                    long block = heap.allocate(blockBytes);
                    RawMemory.copy(bytes, offset, block, blockBytes);
                    base = block - offset;
                }
                RawMemory.putLong(view, InlineViews.head(bytes, offset, length));
                RawMemory.putLong(view + 8, base + offset);
            }
        }
    }

    private static void uuids(BinaryValues values, int count, long target, StringHeap heap) {
        byte[] text = new byte[UuidText.LENGTH];
        for (int i = 0; i < count; i++) {
            UuidText.write(values.bytes, values.offsets[i], text);
            heap.putBytes(text, 0, text.length, target + 16L * i);
        }
    }

    private static void shortDecimals(BinaryValues values, int count, long target) {
        for (int i = 0; i < count; i++) {
            int length = values.lengths[i];
            int offset = BigEndian.skipSignBytes(values.bytes, values.offsets[i], length, 8);
            int kept = values.offsets[i] + length - offset;
            RawMemory.putLong(target + 8L * i, BigEndian.signed(values.bytes, offset, kept));
        }
    }

    private static void longDecimals(BinaryValues values, int count, long target) {
        for (int i = 0; i < count; i++) {
            int end = values.offsets[i] + values.lengths[i];
            int offset = BigEndian.skipSignBytes(values.bytes, values.offsets[i], values.lengths[i], 16);
            int lowAt = Math.max(offset, end - 8);
            long low = BigEndian.signed(values.bytes, lowAt, end - lowAt);
            long high = lowAt > offset ? BigEndian.signed(values.bytes, offset, lowAt - offset) : low >> 63;
            RawMemory.putLong(target + 16L * i, low);
            RawMemory.putLong(target + 16L * i + 8, high);
        }
    }

    private static void float16(BinaryValues values, int count, long target) {
        for (int i = 0; i < count; i++) {
            int at = values.offsets[i];
            int bits = values.bytes[at] & 0xFF | (values.bytes[at + 1] & 0xFF) << 8;
            RawMemory.putDouble(target + 8L * i, Float16.toDouble(bits));
        }
    }

    private static void int96(BinaryValues values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 8L * i, Int96.toMicros(values.bytes, values.offsets[i]));
        }
    }
}
