package io.thresher.planner.statistics;

/**
 * What is estimated of a column's values: how many different ones there are before any filter of other columns, whether
 * that is only an upper bound (the row count, as nothing better is known), the bounds as numbers (NaN if unknown) and the
 * fraction of NULLs.
 */
record ColumnEstimate(double distinct, boolean upperBound, double min, double max, double nullFraction) {
    /** A column of which nothing is known but its table's row count. */
    static ColumnEstimate unknown(double rows) {
        return new ColumnEstimate(guess(rows), true, Double.NaN, Double.NaN, 0);
    }

    /** Distinct values that a column of names or codes may have: as many as rows in small tables, few in large ones. */
    static double guess(double rows) {
        return rows <= 1000 ? Math.max(1, rows) : Math.max(20, Math.pow(rows, 0.25));
    }

    boolean hasBounds() {
        return !Double.isNaN(min) && !Double.isNaN(max) && max >= min;
    }

    ColumnEstimate withNulls(double fraction) {
        return new ColumnEstimate(distinct, upperBound, min, max, Math.max(nullFraction, fraction));
    }
}
