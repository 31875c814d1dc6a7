package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;

/** Upper and lower case of ASCII bytes, eight at a time. SAFETY: reads and writes exactly {@code length} bytes. */
public final class AsciiCase {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private AsciiCase() {}

    /** Copies ASCII text in upper or lower case. */
    public static void convert(long source, long target, int length, boolean upper) {
        int first = upper ? 'a' : 'A';
        int i = 0;
        for (; i <= length - 8; i += 8) {
            RawMemory.putLong(target + i, convert(RawMemory.getLong(source + i), first));
        }
        for (; i < length; i++) {
            byte b = RawMemory.getByte(source + i);
            RawMemory.putByte(target + i, b >= first && b < first + 26 ? (byte) (b ^ 0x20) : b);
        }
    }

    /** The high bit of each byte tells whether it lies in the 26 letters from {@code first}; as bit 5, it flips case. */
    private static long convert(long word, int first) {
        long fromFirst = word + (128 - first) * ONES;
        long pastLast = word + (128 - first - 26) * ONES;
        return word ^ ((fromFirst & ~pastLast & HIGHS) >>> 2);
    }
}
