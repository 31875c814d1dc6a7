package io.thresher.storage.parquet.writing;

import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings and bytes, each after its length. Bounds are whole values in the order of unsigned bytes; there are none where a bound would
 * be longer than a reader cares for.
 */
final class TextWriter implements ValueWriter {
    private static final int MAX_BOUND_BYTES = 1 << 10;

    /** Copies of the two bounds, made when one changes. */
    private byte @Nullable [] min;

    private byte @Nullable [] max;
    private boolean tooLong;

    @Override
    public long write(long address, ByteSink plain) {
        int length = StringView.length(address);
        long bytes = StringView.bytesAddress(address);
        plain.putInt(length);
        int start = plain.length();
        plain.putMemory(bytes, length);
        bound(plain.array(), start, start + length);
        return hash(bytes, length);
    }

    private void bound(byte[] plain, int start, int end) {
        boolean less = min == null || Arrays.compareUnsigned(plain, start, end, min, 0, min.length) < 0;
        boolean greater = max == null || Arrays.compareUnsigned(plain, start, end, max, 0, max.length) > 0;
        if (!less && !greater) {
            return;
        }
        if (end - start > MAX_BOUND_BYTES) {
            tooLong = true;
            return;
        }
        byte[] copy = Arrays.copyOfRange(plain, start, end);
        min = less ? copy : min;
        max = greater ? copy : max;
    }

    private static long hash(long bytes, int length) {
        long hash = length;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            hash = ValueWriter.mix(hash ^ RawMemory.getLong(bytes + i));
        }
        long tail = 0;
        for (; i < length; i++) {
            tail = tail << 8 | RawMemory.getByte(bytes + i) & 0xFF;
        }
        return ValueWriter.mix(hash ^ tail);
    }

    @Override
    public @Nullable Bounds takeBounds() {
        Bounds bounds = min == null || max == null || tooLong ? null : new Bounds(min, max);
        min = null;
        max = null;
        tooLong = false;
        return bounds;
    }

    @Override
    public int compare(byte[] left, byte[] right) {
        return Arrays.compareUnsigned(left, right);
    }
}
