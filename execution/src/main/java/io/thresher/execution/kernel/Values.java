package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** Single values of flat buffers by physical type, for places where speed does not matter. */
public final class Values {
    private Values() {}

    /** Zeroes the value at {@code row} of a FLAT column: 0, 0.0, false or the empty string. */
    public static void zero(Column column, int row) {
        int bytes = column.physicalType().bytes();
        RawMemory.fill(column.dataAddress() + (long) row * bytes, bytes, (byte) 0);
    }

    /** Copies one value of a flat buffer (a view, not its bytes). */
    public static void copy(int bytes, long source, long target) {
        switch (bytes) {
            case 1 -> RawMemory.putByte(target, RawMemory.getByte(source));
            case 4 -> RawMemory.putInt(target, RawMemory.getInt(source));
            case 8 -> RawMemory.putLong(target, RawMemory.getLong(source));
            default -> {
                RawMemory.putLong(target, RawMemory.getLong(source));
                RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
            }
        }
    }
}
