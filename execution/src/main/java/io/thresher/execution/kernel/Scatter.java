package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** Deals rows of a FLAT column out to chosen rows of another. Views are copied, the bytes of long strings are not. */
public final class Scatter {
    private Scatter() {}

    /**
     * Writes the values of rows {@code from} to {@code from + count} (exclusive) of {@code source} to the rows {@code targets} of
     * {@code target}, which has room. Validity is left alone.
     */
    public static void scatter(Column source, int from, int count, int[] targets, Column target) {
        int bytes = source.physicalType().bytes();
        long in = source.dataAddress() + (long) from * bytes;
        long out = target.dataAddress();
        switch (bytes) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(out + targets[i], RawMemory.getByte(in + i));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(out + 4L * targets[i], RawMemory.getInt(in + 4L * i));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(out + 8L * targets[i], RawMemory.getLong(in + 8L * i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long to = out + 16L * targets[i];
                    RawMemory.putLong(to, RawMemory.getLong(in + 16L * i));
                    RawMemory.putLong(to + 8, RawMemory.getLong(in + 16L * i + 8));
                }
            }
        }
    }

    /** Clears the bytes at {@code flags} of the rows {@code targets} whose row from {@code from} of {@code source} is NULL. */
    public static void clearNulls(Column source, int from, int count, int[] targets, long flags) {
        for (int i = 0; i < count; i++) {
            if (source.isNull(from + i)) {
                RawMemory.putByte(flags + targets[i], (byte) 0);
            }
        }
    }
}
