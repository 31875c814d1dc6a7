package io.thresher.storage.parquet.writing;

import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Doubles, written in 8 bytes, or in 4 for REAL. Bounds leave NaN out, and zeros get the sign that makes them hold both zeros, as the
 * format asks for.
 */
final class FloatingWriter implements ValueWriter {
    private final boolean single;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean any;

    FloatingWriter(boolean single) {
        this.single = single;
    }

    @Override
    public long write(long address, ByteSink plain) {
        double value = RawMemory.getDouble(address);
        if (!Double.isNaN(value)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            any = true;
        }
        long bits;
        if (single) {
            int narrow = Float.floatToRawIntBits((float) value);
            plain.putInt(narrow);
            bits = narrow;
        } else {
            bits = Double.doubleToRawLongBits(value);
            plain.putLong(bits);
        }
        return ValueWriter.mix(bits);
    }

    @Override
    public @Nullable Bounds takeBounds() {
        Bounds bounds = any ? new Bounds(bytes(min == 0 ? -0.0 : min), bytes(max == 0 ? 0.0 : max)) : null;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        any = false;
        return bounds;
    }

    private byte[] bytes(double value) {
        long bits = single ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
        byte[] bytes = new byte[single ? 4 : 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >>> 8 * i);
        }
        return bytes;
    }

    @Override
    public int compare(byte[] left, byte[] right) {
        return Double.compare(value(left), value(right));
    }

    private double value(byte[] bytes) {
        long bits = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[i] & 0xFF;
        }
        return single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }
}
