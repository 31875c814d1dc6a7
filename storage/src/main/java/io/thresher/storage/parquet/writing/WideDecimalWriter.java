package io.thresher.storage.parquet.writing;

import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decimals of more than 18 digits: two's complement, high byte first, in as many bytes as the digits need. */
final class WideDecimalWriter implements ValueWriter {
    private final int width;
    private boolean any;
    private long minLow;
    private long minHigh;
    private long maxLow;
    private long maxHigh;

    WideDecimalWriter(int width) {
        this.width = width;
    }

    @Override
    public long write(long address, ByteSink plain) {
        long low = RawMemory.getLong(address);
        long high = RawMemory.getLong(address + 8);
        if (!any || isLess(low, high, minLow, minHigh)) {
            minLow = low;
            minHigh = high;
        }
        if (!any || isLess(maxLow, maxHigh, low, high)) {
            maxLow = low;
            maxHigh = high;
        }
        any = true;
        plain.ensureRoom(width);
        fill(low, high, plain.array(), plain.length());
        plain.advance(width);
        return ValueWriter.mix(low ^ ValueWriter.mix(high));
    }

    private static boolean isLess(long low, long high, long otherLow, long otherHigh) {
        return high < otherHigh || high == otherHigh && Long.compareUnsigned(low, otherLow) < 0;
    }

    private void fill(long low, long high, byte[] target, int offset) {
        for (int i = 0; i < width; i++) {
            long part = i < 8 ? low : high;
            target[offset + width - 1 - i] = (byte) (part >>> 8 * (i & 7));
        }
    }

    @Override
    public @Nullable Bounds takeBounds() {
        if (!any) {
            return null;
        }
        Bounds bounds = new Bounds(new byte[width], new byte[width]);
        fill(minLow, minHigh, bounds.min(), 0);
        fill(maxLow, maxHigh, bounds.max(), 0);
        any = false;
        return bounds;
    }

    @Override
    public int compare(byte[] left, byte[] right) {
        // Only the first byte has a sign.
        return left[0] != right[0] ? Byte.compare(left[0], right[0]) : Arrays.compareUnsigned(left, right);
    }
}
