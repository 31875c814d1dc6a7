package io.thresher.storage.parquet.decoding;

import io.thresher.batch.PhysicalType;

/** What becomes of a file's value on its way into a column. */
public enum Conversion {
    BOOLEAN(PhysicalType.INT8),
    /** INT32, INT64 and DOUBLE as they are. */
    INT32(PhysicalType.INT32),
    INT64(PhysicalType.INT64),
    DOUBLE(PhysicalType.FLOAT64),
    UINT8_TO_INT32(PhysicalType.INT32),
    UINT16_TO_INT32(PhysicalType.INT32),
    UINT32_TO_INT64(PhysicalType.INT64),
    UINT64_TO_INT128(PhysicalType.INT128),
    /** An INT32 decimal. */
    INT32_TO_INT64(PhysicalType.INT64),
    /** A TIME in milliseconds, an INT32. */
    TIME_MILLIS_TO_MICROS(PhysicalType.INT64),
    /** A TIMESTAMP in milliseconds, an INT64. */
    MILLIS_TO_MICROS(PhysicalType.INT64),
    /** A TIME in nanoseconds, an INT64; rounds down. */
    NANOS_TO_MICROS(PhysicalType.INT64),
    INT96_TO_MICROS(PhysicalType.INT64),
    FLOAT_TO_DOUBLE(PhysicalType.FLOAT64),
    FLOAT16_TO_DOUBLE(PhysicalType.FLOAT64),
    /** Big-endian two's complement bytes. */
    BYTES_TO_INT64(PhysicalType.INT64),
    BYTES_TO_INT128(PhysicalType.INT128),
    BYTES_TO_VIEW(PhysicalType.VIEW),
    /** The 36 characters of a UUID. */
    UUID_TO_VIEW(PhysicalType.VIEW);

    private final PhysicalType result;

    Conversion(PhysicalType result) {
        this.result = result;
    }

    /** The layout that values come out in. */
    public PhysicalType result() {
        return result;
    }
}
