package io.thresher.storage.parquet.decoding;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;

/** Writes INT64 values (DOUBLE as bits) of a file to a column. SAFETY of all: the caller has room for count values. */
interface LongStore {
    long MAX_MILLIS = Long.MAX_VALUE / 1000;

    void store(long[] values, int count, long target);

    /** The store for {@code conversion}, one of an INT64 or DOUBLE. */
    static LongStore of(Conversion conversion) {
        return switch (conversion) {
            case INT64, DOUBLE -> LongStore::copy;
            case MILLIS_TO_MICROS -> LongStore::millis;
            case NANOS_TO_MICROS -> LongStore::nanos;
            case UINT64_TO_INT128 -> LongStore::unsigned;
            case BOOLEAN,
                    INT32,
                    UINT8_TO_INT32,
                    UINT16_TO_INT32,
                    UINT32_TO_INT64,
                    INT32_TO_INT64,
                    TIME_MILLIS_TO_MICROS,
                    INT96_TO_MICROS,
                    FLOAT_TO_DOUBLE,
                    FLOAT16_TO_DOUBLE,
                    BYTES_TO_INT64,
                    BYTES_TO_INT128,
                    BYTES_TO_VIEW,
                    UUID_TO_VIEW -> throw new IllegalArgumentException("Not a conversion of INT64: " + conversion);
        };
    }

    private static void copy(long[] values, int count, long target) {
        RawMemory.copy(values, 0, target, count);
    }

    private static void millis(long[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            long value = values[i];
            if (value > MAX_MILLIS || value < -MAX_MILLIS) {
                throw new EngineException(
                        ErrorCode.BAD_FILE_VALUE, "Timestamp is out of range, milliseconds: " + value);
            }
            RawMemory.putLong(target + 8L * i, value * 1000);
        }
    }

    private static void nanos(long[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 8L * i, Math.floorDiv(values[i], 1000L));
        }
    }

    private static void unsigned(long[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 16L * i, values[i]);
            RawMemory.putLong(target + 16L * i + 8, 0);
        }
    }
}
