package io.thresher.storage.text;

import io.thresher.memory.RawMemory;

/**
 * Parses decimal digits eight at a time. Addresses point to the text; {@link TextColumnWriter#PADDING_BYTES} around it
 * are readable. Source of the word tricks: Lemire, "Quickly parsing eight digits".
 */
final class Digits {
    /** Not the value of any run of digits. */
    static final long NOT_DIGITS = -1;

    private static final long[] POWERS = powers();

    private Digits() {}

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** Ten to the power of 0 to 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    /** The value of 1 to 18 digits that end before {@code end}, or {@link #NOT_DIGITS}. */
    static long parse(long end, int count) {
        if (count <= 8) {
            return parseUpTo8(end, count);
        }
        long low = parseUpTo8(end, 8);
        long high = count <= 16 ? parseUpTo8(end - 8, count - 8) : parse(end - 8, count - 8);
        return low < 0 || high < 0 ? NOT_DIGITS : high * 100_000_000L + low;
    }

    /** The value of 1 to 8 digits that end before {@code end}, or {@link #NOT_DIGITS}. */
    private static long parseUpTo8(long end, int count) {
        // SAFETY: the padding before the text makes the eight bytes before its end readable.
        long word = RawMemory.getLong(end - 8);
        long wanted = -1L << (64 - 8 * count);
        long digits = (word & wanted) | (0x3030303030303030L & ~wanted);
        long low = digits ^ 0x3030303030303030L;
        // Each byte is now 0 to 9 for a digit: adding 0x76 sets the top bit for anything greater.
        if (((low | (low + 0x7676767676767676L)) & 0x8080808080808080L) != 0) {
            return NOT_DIGITS;
        }
        long pairs = low * 10 + (low >>> 8);
        long first = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
        long second = ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L;
        return (first + second) >>> 32;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
