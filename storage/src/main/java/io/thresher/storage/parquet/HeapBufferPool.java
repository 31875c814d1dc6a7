package io.thresher.storage.parquet;

import io.thresher.storage.parquet.decoding.ValueDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Heap arrays for raw and decompressed pages, kept between readers by size class, because fresh large arrays cost first
 * touch and garbage collection. Arrays hold what earlier users left in them. Thread-safe.
 */
final class HeapBufferPool {
    private static final int MIN_SHIFT = 12;
    private static final int MAX_POOLED_SHIFT = 26;

    private final long maxPooledBytes;
    private final List<ArrayDeque<byte[]>> classes = new ArrayList<>();
    private long pooledBytes;

    HeapBufferPool(long maxPooledBytes) {
        this.maxPooledBytes = maxPooledBytes;
        for (int shift = 0; shift <= MAX_POOLED_SHIFT; shift++) {
            classes.add(new ArrayDeque<>());
        }
    }

    /** Length of the array that {@link #take} would give: at least {@code bytes} plus a decoder's slack. */
    static int arrayBytes(int bytes) {
        int shift = shift(bytes);
        return shift <= MAX_POOLED_SHIFT ? (1 << shift) + ValueDecoder.SLACK_BYTES : bytes + ValueDecoder.SLACK_BYTES;
    }

    byte[] take(int bytes) {
        int shift = shift(bytes);
        if (shift <= MAX_POOLED_SHIFT) {
            byte[] pooled = poll(shift);
            if (pooled != null) {
                return pooled;
            }
        }
        return new byte[arrayBytes(bytes)];
    }

    private synchronized byte @Nullable [] poll(int shift) {
        byte[] array = classes.get(shift).pollLast();
        if (array != null) {
            pooledBytes -= array.length;
        }
        return array;
    }

    void give(byte[] array) {
        int shift = shift(array.length - ValueDecoder.SLACK_BYTES);
        if (shift > MAX_POOLED_SHIFT) {
            return;
        }
        synchronized (this) {
            if (pooledBytes + array.length <= maxPooledBytes) {
                pooledBytes += array.length;
                classes.get(shift).addLast(array);
            }
        }
    }

    private static int shift(int bytes) {
        return Math.max(MIN_SHIFT, 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1));
    }
}
