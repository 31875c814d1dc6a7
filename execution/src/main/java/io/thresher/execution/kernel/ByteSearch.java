package io.thresher.execution.kernel;

import io.thresher.error.StopCheck;
import io.thresher.memory.RawMemory;

/**
 * Finds a byte string in memory: looks at eight places at once for its first and last byte, and compares the rest
 * where both fit. A needle that nearly fits everywhere makes that quadratic, so that it may be stopped. SAFETY: reads only
 * within the {@code length} bytes given.
 */
public final class ByteSearch {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** Bytes of the needle compared in vain between two looks whether to stop. */
    private static final long COMPARED_BETWEEN_CHECKS = 1 << 20;

    private final byte[] needle;
    private final StopCheck stopCheck;
    private final long firsts;
    private final long lasts;

    /** Prepares a search for {@code needle}, which {@code stopCheck} may end. */
    public ByteSearch(byte[] needle, StopCheck stopCheck) {
        this.stopCheck = stopCheck;
        this.needle = needle.clone();
        this.firsts = needle.length == 0 ? 0 : (needle[0] & 0xFFL) * ONES;
        this.lasts = needle.length == 0 ? 0 : (needle[needle.length - 1] & 0xFFL) * ONES;
    }

    /** Length of the needle. */
    public int length() {
        return needle.length;
    }

    /** Offset of the first occurrence at {@code from} or after, or -1. */
    public int indexOf(long bytes, int length, int from) {
        int size = needle.length;
        if (size == 0) {
            return from <= length ? from : -1;
        }
        int at = from;
        int lastStart = length - size;
        long compared = 0;
        for (; at <= lastStart - 7; at += 8) {
            long x = (RawMemory.getLong(bytes + at) ^ firsts) | (RawMemory.getLong(bytes + at + size - 1) ^ lasts);
            // A high bit set for every zero byte, perhaps for some above one too; a comparison settles it.
            long candidates = (x - ONES) & ~x & HIGHS;
            while (candidates != 0) {
                int offset = at + (Long.numberOfTrailingZeros(candidates) >>> 3);
                int same = sameBytes(bytes + offset);
                if (same == size) {
                    return offset;
                }
                compared += same;
                candidates &= candidates - 1;
            }
            if (compared >= COMPARED_BETWEEN_CHECKS) {
                compared = 0;
                stopCheck.check();
            }
        }
        for (; at <= lastStart; at++) {
            if (matches(bytes + at)) {
                return at;
            }
        }
        return -1;
    }

    /** How many bytes of the needle lie at {@code bytes}, up to the first that differs. */
    private int sameBytes(long bytes) {
        int i = 0;
        while (i < needle.length && RawMemory.getByte(bytes + i) == needle[i]) {
            i++;
        }
        return i;
    }

    /** Whether the needle lies at {@code bytes}; the caller knows that there is room. */
    public boolean matches(long bytes) {
        return sameBytes(bytes) == needle.length;
    }

    /** Whether the bytes begin with the needle. */
    public boolean isPrefix(long bytes, int length) {
        return length >= needle.length && matches(bytes);
    }

    /** Whether the bytes end with the needle. */
    public boolean isSuffix(long bytes, int length) {
        return length >= needle.length && matches(bytes + length - needle.length);
    }
}
