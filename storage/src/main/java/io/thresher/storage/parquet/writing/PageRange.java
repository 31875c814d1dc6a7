package io.thresher.storage.parquet.writing;

import org.jspecify.annotations.Nullable;

/**
 * A page of a column chunk that is not written yet: where its values begin and end in the chunk's codes, its PLAIN bytes and its
 * definition levels, and what is known of them.
 */
record PageRange(
        int rows,
        int nullCount,
        Range values,
        Range plain,
        Range levels,
        @Nullable Bounds bounds) {
    /** Positions from {@code start} to before {@code end}. */
    record Range(int start, int end) {
        int length() {
            return end - start;
        }
    }
}
