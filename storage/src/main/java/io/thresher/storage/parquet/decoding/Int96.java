package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** INT96 timestamps: nanoseconds of the day (8 bytes), then the Julian day (4 bytes), both little endian. */
final class Int96 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private Int96() {}

    /**
     * Microseconds since the epoch, rounded down. Wraps around as Spark does when it writes, so that its timestamps beyond
     * the year 290,000 come back right.
     */
    static long toMicros(byte[] bytes, int offset) {
        long nanos = (long) LONG.get(bytes, offset);
        long days = (long) (int) INT.get(bytes, offset + 8) - JULIAN_DAY_OF_EPOCH;
        return days * MICROS_OF_DAY + Math.floorDiv(nanos, 1000L);
    }
}
