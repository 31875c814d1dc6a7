package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Builds string views from heap bytes with two loads and two stores, without a loop over the bytes. */
final class InlineViews {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] HEAD_MASK = new long[13];
    private static final long[] TAIL_MASK = new long[13];

    static {
        for (int length = 0; length <= 12; length++) {
            int head = Math.min(4, length);
            int tail = length - head;
            HEAD_MASK[length] = (1L << (8 * head)) - 1;
            TAIL_MASK[length] = tail == 8 ? -1L : (1L << (8 * tail)) - 1;
        }
    }

    private InlineViews() {}

    /** Writes the view of at most 12 bytes; the slack behind a page covers the loads. */
    static void write(byte[] bytes, int offset, int length, long view) {
        long low = (long) LONG.get(bytes, offset);
        long high = (long) LONG.get(bytes, offset + 8);
        RawMemory.putLong(view, length | (low & HEAD_MASK[length]) << 32);
        RawMemory.putLong(view + 8, (low >>> 32 | high << 32) & TAIL_MASK[length]);
    }

    /** The first eight bytes of the view of more than 4 bytes: length and prefix. */
    static long head(byte[] bytes, int offset, int length) {
        return length | (long) LONG.get(bytes, offset) << 32;
    }
}
