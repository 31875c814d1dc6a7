package io.thresher.storage.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one column that a scan may use to skip what cannot match; the executor still applies the exact filter.
 * {@code column} counts in {@link io.thresher.storage.catalog.Table#columns}. Values are of the column's type: Long for INT32
 * and INT64 physical types (days, micros, unscaled short decimals ...), BigInteger (unscaled) for INT128, Double, String
 * for text, Boolean. None is satisfied by NULL but NullTest(isNull = true).
 */
public sealed interface ColumnPredicate {
    /** Index of the column in the table. */
    int column();

    /** Between two bounds; a null bound is open. */
    record Range(
            int column,
            @Nullable Object low,
            boolean lowInclusive,
            @Nullable Object high,
            boolean highInclusive) implements ColumnPredicate {}

    /** Equal to one of the values. */
    record InList(int column, List<Object> values) implements ColumnPredicate {}

    /** IS NULL, or IS NOT NULL. */
    record NullTest(int column, boolean isNull) implements ColumnPredicate {}
}
