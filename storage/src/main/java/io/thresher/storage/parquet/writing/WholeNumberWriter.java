package io.thresher.storage.parquet.writing;

import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers in 1, 4 or 8 bytes of memory, written in {@code width} bytes: integers, dates, times and short decimals. A width of
 * 1 is for BOOLEAN, whose bytes are packed to bits when the page is made.
 */
final class WholeNumberWriter implements ValueWriter {
    private final PhysicalType source;
    private final int width;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    WholeNumberWriter(PhysicalType source, int width) {
        this.source = source;
        this.width = width;
    }

    @Override
    public long write(long address, ByteSink plain) {
        long value = read(address);
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (width == 8) {
            plain.putLong(value);
        } else if (width == 4) {
            plain.putInt((int) value);
        } else {
            plain.write((int) value);
        }
        return ValueWriter.mix(value);
    }

    private long read(long address) {
        return switch (source) {
            case INT8 -> RawMemory.getByte(address);
            case INT32 -> RawMemory.getInt(address);
            case INT64 -> RawMemory.getLong(address);
            case INT128, FLOAT64, VIEW -> throw new IllegalStateException("Not a whole number: " + source);
        };
    }

    @Override
    public @Nullable Bounds takeBounds() {
        Bounds bounds = min > max ? null : new Bounds(bytes(min), bytes(max));
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        return bounds;
    }

    private byte[] bytes(long value) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return bytes;
    }

    @Override
    public int compare(byte[] left, byte[] right) {
        return Long.compare(value(left), value(right));
    }

    private static long value(byte[] bytes) {
        // The last byte is shifted in with its sign.
        long value = bytes[bytes.length - 1];
        for (int i = bytes.length - 2; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }
}
