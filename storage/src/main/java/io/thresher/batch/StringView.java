package io.thresher.batch;

import io.thresher.memory.RawMemory;

/**
 * Reads and writes 16-byte string views: int32 length; up to {@link #INLINE_BYTES} bytes inline (the rest zero), else a
 * 4-byte prefix and the 64-bit address of the bytes. This is Arrow's Utf8View with the (buffer, offset) pair replaced
 * by an address. All methods take the address of the view.
 */
public final class StringView {
    /** Bytes of a view. */
    public static final int BYTES = 16;
    /** The longest string held inside the view. */
    public static final int INLINE_BYTES = 12;

    private StringView() {}

    /** Length in bytes. */
    public static int length(long view) {
        return RawMemory.getInt(view);
    }

    /** Address of the string's bytes, inside the view if short. */
    public static long bytesAddress(long view) {
        return RawMemory.getInt(view) <= INLINE_BYTES ? view + 4 : RawMemory.getLong(view + 8);
    }

    /** Writes a view of {@code length} bytes at {@code bytes}; the bytes must outlive the view if longer than 12. */
    public static void write(long view, long bytes, int length) {
        if (length <= INLINE_BYTES) {
            RawMemory.putLong(view, length & 0xFFFFFFFFL);
            RawMemory.putLong(view + 8, 0);
            long target = view + 4;
            for (int i = 0; i < length; i++) {
                RawMemory.putByte(target + i, RawMemory.getByte(bytes + i));
            }
        } else {
            RawMemory.putInt(view, length);
            RawMemory.putInt(view + 4, RawMemory.getInt(bytes));
            RawMemory.putLong(view + 8, bytes);
        }
    }

    /** As {@link #write}, without a loop; 16 bytes from {@code bytes} on must be readable whatever the length. */
    public static void writeQuickly(long view, long bytes, int length) {
        long low = RawMemory.getLong(bytes);
        if (length > INLINE_BYTES) {
            RawMemory.putLong(view, length | low << 32);
            RawMemory.putLong(view + 8, bytes);
            return;
        }
        long high = RawMemory.getLong(bytes + 8);
        int head = Math.min(4, length) * 8;
        int tail = Math.max(0, length - 4) * 8;
        RawMemory.putLong(view, length | (low & (1L << head) - 1) << 32);
        // Shifted in two steps, as a shift by 64 would be none.
        RawMemory.putLong(view + 8, (low >>> 32 | high << 32) & ~(-1L << tail / 2 << tail - tail / 2));
    }

    /** Copies the view itself, not the bytes it points to. */
    public static void copy(long source, long target) {
        RawMemory.putLong(target, RawMemory.getLong(source));
        RawMemory.putLong(target + 8, RawMemory.getLong(source + 8));
    }

    /** Whether two views show equal bytes. */
    public static boolean equal(long left, long right) {
        long head = RawMemory.getLong(left);
        if (head != RawMemory.getLong(right)) {
            return false;
        }
        long leftTail = RawMemory.getLong(left + 8);
        long rightTail = RawMemory.getLong(right + 8);
        int length = (int) head;
        if (length <= INLINE_BYTES || leftTail == rightTail) {
            return leftTail == rightTail;
        }
        return equalBytes(leftTail, rightTail, length);
    }

    /** Orders two views by unsigned bytes, which for UTF-8 is by code point: negative, zero or positive. */
    public static int compare(long left, long right) {
        int leftLength = length(left);
        int rightLength = length(right);
        int order = compareBytes(bytesAddress(left), bytesAddress(right), Math.min(leftLength, rightLength));
        return order != 0 ? order : Integer.compare(leftLength, rightLength);
    }

    private static boolean equalBytes(long left, long right, int length) {
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

    private static int compareBytes(long left, long right, int length) {
        int i = 0;
        for (; i <= length - 8; i += 8) {
            long l = RawMemory.getLong(left + i);
            long r = RawMemory.getLong(right + i);
            if (l != r) {
                return Long.compareUnsigned(Long.reverseBytes(l), Long.reverseBytes(r));
            }
        }
        for (; i < length; i++) {
            int order = (RawMemory.getByte(left + i) & 0xFF) - (RawMemory.getByte(right + i) & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A new heap copy of the bytes. */
    public static byte[] bytes(long view) {
        return RawMemory.bytes(bytesAddress(view), length(view));
    }
}
