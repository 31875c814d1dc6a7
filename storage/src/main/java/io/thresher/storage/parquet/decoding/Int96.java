package io.thresher.storage.parquet.decoding;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** INT96 timestamps: nanoseconds of the day (8 bytes), then the Julian day (4 bytes), both little endian. */
final class Int96 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long MAX_DAYS = 106_000_000;

    private Int96() {}

    /** Microseconds since the epoch, rounded down. */
    static long toMicros(byte[] bytes, int offset) {
        long nanos = (long) LONG.get(bytes, offset);
        long days = (long) (int) INT.get(bytes, offset + 8) - JULIAN_DAY_OF_EPOCH;
        if (Math.abs(days) > MAX_DAYS) {
            throw new EngineException(ErrorCode.BAD_FILE_VALUE, "Timestamp is out of range, days since 1970: " + days);
        }
        return days * MICROS_OF_DAY + Math.floorDiv(nanos, 1000L);
    }
}
