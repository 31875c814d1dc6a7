package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/** Writes INT32 values (FLOAT as bits) of a file to a column. SAFETY of all: the caller has room for count values. */
interface IntStore {
    void store(int[] values, int count, long target);

    /** The store for {@code conversion}, one of an INT32 or FLOAT. */
    static IntStore of(Conversion conversion) {
        return switch (conversion) {
            case INT32 -> IntStore::copy;
            case UINT8_TO_INT32 -> (values, count, target) -> masked(values, count, target, 0xFF);
            case UINT16_TO_INT32 -> (values, count, target) -> masked(values, count, target, 0xFFFF);
            case INT32_TO_INT64 -> IntStore::widen;
            case UINT32_TO_INT64 -> IntStore::widenUnsigned;
            case TIME_MILLIS_TO_MICROS -> IntStore::millis;
            case FLOAT_TO_DOUBLE -> IntStore::floats;
            case BOOLEAN,
                    INT64,
                    DOUBLE,
                    UINT64_TO_INT128,
                    MILLIS_TO_MICROS,
                    NANOS_TO_MICROS,
                    INT96_TO_MICROS,
                    FLOAT16_TO_DOUBLE,
                    BYTES_TO_INT64,
                    BYTES_TO_INT128,
                    BYTES_TO_VIEW,
                    UUID_TO_VIEW -> throw new IllegalArgumentException("Not a conversion of INT32: " + conversion);
        };
    }

    private static void copy(int[] values, int count, long target) {
        RawMemory.copy(values, 0, target, count);
    }

    private static void masked(int[] values, int count, long target, int mask) {
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(target + 4L * i, values[i] & mask);
        }
    }

    private static void widen(int[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 8L * i, values[i]);
        }
    }

    private static void widenUnsigned(int[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 8L * i, values[i] & 0xFFFFFFFFL);
        }
    }

    private static void millis(int[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putLong(target + 8L * i, values[i] * 1000L);
        }
    }

    private static void floats(int[] values, int count, long target) {
        for (int i = 0; i < count; i++) {
            RawMemory.putDouble(target + 8L * i, Float.intBitsToFloat(values[i]));
        }
    }
}
