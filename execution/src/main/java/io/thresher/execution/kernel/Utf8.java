package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;

/**
 * Characters of UTF-8 text by address: a character is a code point, its first byte the one that does not have the form
 * 10xxxxxx. Malformed text is not looked for; it only gives odd counts.
 */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Number of characters. */
    public static int length(long bytes, int length) {
        int continuations = 0;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            long word = RawMemory.getLong(bytes + i);
            // A continuation byte has its high bit set and the next one clear.
            continuations += Long.bitCount(word & ~(word << 1) & HIGH_BITS);
        }
        for (; i < length; i++) {
            continuations += isContinuation(RawMemory.getByte(bytes + i)) ? 1 : 0;
        }
        return length - continuations;
    }

    /** Whether every byte is ASCII. */
    public static boolean isAscii(long bytes, int length) {
        long seen = 0;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            seen |= RawMemory.getLong(bytes + i);
        }
        for (; i < length; i++) {
            seen |= RawMemory.getByte(bytes + i);
        }
        return (seen & HIGH_BITS) == 0;
    }

    /** Whether {@code length} bytes at two places are equal. */
    public static boolean sameBytes(long left, long right, int length) {
        int i = 0;
        for (; i <= length - 8; i += 8) {
            if (RawMemory.getLong(left + i) != RawMemory.getLong(right + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (RawMemory.getByte(left + i) != RawMemory.getByte(right + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** Bytes of the first {@code characters} characters, all if there are fewer. */
    public static int prefixBytes(long bytes, int length, int characters) {
        if (characters >= length) {
            return length;
        }
        int left = characters;
        for (int i = 0; i < length; i++) {
            if (!isContinuation(RawMemory.getByte(bytes + i)) && left-- == 0) {
                return i;
            }
        }
        return length;
    }

    /** Length without the spaces at the end. */
    public static int withoutTrailingSpaces(long bytes, int length) {
        int end = length;
        while (end > 0 && RawMemory.getByte(bytes + end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /** Bytes of the character that starts with {@code first}. */
    public static int characterBytes(byte first) {
        if (first >= 0) {
            return 1;
        }
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    }
}
