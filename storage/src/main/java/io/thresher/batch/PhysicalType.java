package io.thresher.batch;

/** How a value lies in memory. Several logical types share one. */
public enum PhysicalType {
    /** One byte, 0 or 1 (BOOLEAN and the NULL type). */
    INT8(1),
    /** Four bytes, little endian. */
    INT32(4),
    /** Eight bytes, little endian. */
    INT64(8),
    /** Sixteen bytes, two's complement, low long first. */
    INT128(16),
    /** IEEE 754 double. */
    FLOAT64(8),
    /** A 16-byte string view, see {@link StringView}. */
    VIEW(16);

    private final int bytes;

    PhysicalType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one value. */
    public int bytes() {
        return bytes;
    }
}
