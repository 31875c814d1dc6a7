package io.thresher.storage.parquet.decoding;

/** Big-endian two's complement numbers of decimals. */
final class BigEndian {
    private BigEndian() {}

    /**
     * Where the last {@code keep} bytes of a number of {@code length} bytes start (or its start, if shorter), after a
     * check that the bytes before only repeat the sign.
     */
    static int skipSignBytes(byte[] bytes, int offset, int length, int keep) {
        int extra = length - keep;
        if (extra <= 0) {
            return offset;
        }
        int start = offset + extra;
        int sign = bytes[start] >> 7;
        for (int i = offset; i < start; i++) {
            if (bytes[i] != sign) {
                throw PageErrors.corrupt("Decimal does not fit its declared precision");
            }
        }
        return start;
    }

    /** The number of {@code length} bytes (0 to 8); no bytes are 0. */
    static long signed(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        long value = bytes[offset];
        for (int i = 1; i < length; i++) {
            value = value << 8 | bytes[offset + i] & 0xFF;
        }
        return value;
    }
}
