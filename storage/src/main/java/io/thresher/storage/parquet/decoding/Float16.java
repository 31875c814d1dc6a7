package io.thresher.storage.parquet.decoding;

/** IEEE 754 half precision. */
public final class Float16 {
    private Float16() {}

    /** The value of 16 bits; every half is exact as a double (and as a float). */
    public static double toDouble(int bits) {
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb(1.0 + fraction * 0x1p-10, exponent - 15);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
