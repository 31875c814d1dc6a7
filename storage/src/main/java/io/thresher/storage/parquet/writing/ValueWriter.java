package io.thresher.storage.parquet.writing;

import org.jspecify.annotations.Nullable;

/**
 * Writes values of one type in the PLAIN encoding and remembers the least and the greatest. One instance a column chunk; one
 * thread.
 */
interface ValueWriter {
    /** Appends the value at {@code address} to {@code plain} and returns a hash of it. */
    long write(long address, ByteSink plain);

    /** The bounds of the values since the last call; null if there was none that has a place in an order. */
    @Nullable
    Bounds takeBounds();

    /** Orders two bounds: negative, zero or positive. */
    int compare(byte[] left, byte[] right);

    /** A hash whose bits all depend on all bits of {@code value}. Source: the finalizer of MurmurHash3. */
    static long mix(long value) {
        long hash = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }

    /** The bounds that hold both; either may be null for none. */
    default @Nullable Bounds union(@Nullable Bounds left, @Nullable Bounds right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        byte[] min = compare(left.min(), right.min()) <= 0 ? left.min() : right.min();
        byte[] max = compare(left.max(), right.max()) >= 0 ? left.max() : right.max();
        return new Bounds(min, max);
    }
}
