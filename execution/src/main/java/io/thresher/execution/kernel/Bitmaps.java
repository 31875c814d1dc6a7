package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Loops over validity bitmaps (bit set = valid, least significant bit first; whole longs are readable and writable). */
public final class Bitmaps {
    private Bitmaps() {}

    /** Copies the bits of the first {@code count} rows, and what follows them in their last long. */
    public static void copy(long source, long target, int count) {
        RawMemory.copy(source, target, Column.validityBytes(count));
    }

    /** Writes the AND of two bitmaps of {@code count} rows. */
    public static void and(long left, long right, long target, int count) {
        long bytes = Column.validityBytes(count);
        for (long i = 0; i < bytes; i += 8) {
            RawMemory.putLong(target + i, RawMemory.getLong(left + i) & RawMemory.getLong(right + i));
        }
    }

    /** Sets {@code count} bits from {@code start}. */
    public static void setRange(long bitmap, int start, int count) {
        int end = start + count;
        int i = start;
        for (; i < end && (i & 7) != 0; i++) {
            Column.setBit(bitmap, i);
        }
        int wholeBytes = (end - i) >>> 3;
        RawMemory.fill(bitmap + (i >>> 3), wholeBytes, (byte) 0xFF);
        for (i += wholeBytes << 3; i < end; i++) {
            Column.setBit(bitmap, i);
        }
    }

    /** Clears {@code count} bits from {@code start}. */
    public static void clearRange(long bitmap, int start, int count) {
        int end = start + count;
        int i = start;
        for (; i < end && (i & 7) != 0; i++) {
            Column.clearBit(bitmap, i);
        }
        int wholeBytes = (end - i) >>> 3;
        RawMemory.fill(bitmap + (i >>> 3), wholeBytes, (byte) 0);
        for (i += wholeBytes << 3; i < end; i++) {
            Column.clearBit(bitmap, i);
        }
    }

    /** Copies the bits at {@code positions} (the first {@code count} if null) to the bits from {@code start}. */
    public static void gather(long source, int @Nullable [] positions, int count, long target, int start) {
        for (int i = 0; i < count; i++) {
            int from = positions == null ? i : positions[i];
            int to = start + i;
            int bit = RawMemory.getByte(source + (from >>> 3)) >>> (from & 7) & 1;
            long at = target + (to >>> 3);
            RawMemory.putByte(at, (byte) (RawMemory.getByte(at) & ~(1 << (to & 7)) | bit << (to & 7)));
        }
    }

    /** Writes one bit for each of {@code count} bytes, which are 1 or 0. */
    public static void fromBytes(long bytes, int count, long bitmap) {
        int whole = count & -8;
        for (int i = 0; i < whole; i += 8) {
            // Gathers the lowest bit of each byte in the highest byte of the product.
            long bits = RawMemory.getLong(bytes + i) * 0x0102040810204080L >>> 56;
            RawMemory.putByte(bitmap + (i >>> 3), (byte) bits);
        }
        for (int i = whole; i < count; i++) {
            if (RawMemory.getByte(bytes + i) != 0) {
                Column.setBit(bitmap, i);
            } else {
                Column.clearBit(bitmap, i);
            }
        }
    }
}
