package io.thresher.storage.text;

import io.thresher.memory.RawMemory;

/** Checks UTF-8. Source: Unicode standard, table 3-7, well-formed byte sequences. */
final class Utf8Check {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8Check() {}

    /**
     * The number of characters (code points) of {@code length} bytes at {@code address}, or -1 if they are not UTF-8.
     * The bytes up to a whole word after the text are readable.
     */
    static int countChars(long address, int length) {
        long at = address;
        long end = address + length;
        while (at < end) {
            long left = end - at;
            long word = RawMemory.getLong(at) & HIGH_BITS;
            if (left < 8) {
                word &= (1L << (8 * left)) - 1;
            }
            if (word != 0) {
                int rest = countMixed(at, end);
                return rest < 0 ? -1 : (int) (at - address) + rest;
            }
            at += 8;
        }
        return length;
    }

    private static int countMixed(long start, long end) {
        int chars = 0;
        long at = start;
        while (at < end) {
            int bytes = sequenceLength(at, end);
            if (bytes < 0) {
                return -1;
            }
            at += bytes;
            chars++;
        }
        return chars;
    }

    /** The length of the sequence at {@code at}, or -1 if it is not well-formed or passes {@code end}. */
    private static int sequenceLength(long at, long end) {
        int first = RawMemory.getByte(at) & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || end - at < length) {
            return -1;
        }
        int second = RawMemory.getByte(at + 1) & 0xFF;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if ((RawMemory.getByte(at + i) & 0xC0) != 0x80) {
                return -1;
            }
        }
        return length;
    }
}
