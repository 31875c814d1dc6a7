package io.thresher.storage.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a column's values. Counts are -1 if unknown. {@code min} and {@code max} are null if unknown, else as
 * in {@link io.thresher.storage.scan.ColumnPredicate}: Long for INT32 and INT64 physical types, Double, java.math.BigInteger
 * (unscaled) for INT128, String for text, Boolean. They are bounds: real values lie within them, inclusive.
 */
public record ColumnStatistics(
        long nullCount,
        long distinctCount,
        @Nullable Object min,
        @Nullable Object max,
        double averageBytes) {
    /** Nothing is known. */
    public static final ColumnStatistics UNKNOWN = new ColumnStatistics(-1, -1, null, null, -1);
}
