package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/**
 * Moves densely decoded values apart, in place, so that each lies at its row; rows that are NULL get zero bytes, which is
 * an empty view. Works from the end, and stops where the rest is in place already. SAFETY: the caller has room for
 * {@code count} values at {@code base}, of which {@code valid} are there.
 */
public final class NullSpreader {
    private NullSpreader() {}

    /** Spreads values of {@code width} bytes by the bits of {@code bits} from bit {@code bitAt}. */
    public static void spread(long base, int width, long[] bits, int bitAt, int count, int valid) {
        switch (width) {
            case 1 -> spread1(base, bits, bitAt, count, valid);
            case 4 -> spread4(base, bits, bitAt, count, valid);
            case 8 -> spread8(base, bits, bitAt, count, valid);
            default -> spread16(base, bits, bitAt, count, valid);
        }
    }

    private static boolean bit(long[] bits, int place) {
        return (bits[place >>> 6] >>> place & 1) != 0;
    }

    private static void spread1(long base, long[] bits, int bitAt, int count, int valid) {
        int from = valid;
        for (int i = count - 1; i >= from; i--) {
            byte value = bit(bits, bitAt + i) ? RawMemory.getByte(base + --from) : 0;
            RawMemory.putByte(base + i, value);
        }
    }

    private static void spread4(long base, long[] bits, int bitAt, int count, int valid) {
        int from = valid;
        for (int i = count - 1; i >= from; i--) {
            int value = bit(bits, bitAt + i) ? RawMemory.getInt(base + 4L * --from) : 0;
            RawMemory.putInt(base + 4L * i, value);
        }
    }

    private static void spread8(long base, long[] bits, int bitAt, int count, int valid) {
        int from = valid;
        for (int i = count - 1; i >= from; i--) {
            long value = bit(bits, bitAt + i) ? RawMemory.getLong(base + 8L * --from) : 0;
            RawMemory.putLong(base + 8L * i, value);
        }
    }

    private static void spread16(long base, long[] bits, int bitAt, int count, int valid) {
        int from = valid;
        for (int i = count - 1; i >= from; i--) {
            long low = 0;
            long high = 0;
            if (bit(bits, bitAt + i)) {
                from--;
                low = RawMemory.getLong(base + 16L * from);
                high = RawMemory.getLong(base + 16L * from + 8);
            }
            RawMemory.putLong(base + 16L * i, low);
            RawMemory.putLong(base + 16L * i + 8, high);
        }
    }
}
