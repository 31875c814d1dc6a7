package io.thresher.server.sqltest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of two engines: as multisets or in order, exact values exactly, floating-point values with a
 * relative tolerance, a number by its value whatever its type.
 */
public final class RowSets {
    private static final int SORT_DIGITS = 6;
    private static final int FULL_DIGITS = 17;
    /** Above this many rows, rows whose sorting differs by rounding are not searched for one by one. */
    private static final int MAX_SEARCHED_ROWS = 3000;

    private final double tolerance;
    private final double absoluteTolerance;

    /** {@code tolerance} is the relative difference at which two floating-point values still count as equal. */
    public RowSets(double tolerance) {
        this(tolerance, 0);
    }

    /** {@code absoluteTolerance} is for values near zero, as the variance of equal values. */
    public RowSets(double tolerance, double absoluteTolerance) {
        this.tolerance = tolerance;
        this.absoluteTolerance = absoluteTolerance;
    }

    /** What differs, or null when both hold the same rows. */
    public @Nullable String difference(
            List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual, boolean ordered) {
        if (expected.size() != actual.size()) {
            return "expected " + expected.size() + " rows but got " + actual.size() + sample(expected, actual);
        }
        List<List<@Nullable Object>> left = new ArrayList<>(expected);
        List<List<@Nullable Object>> right = new ArrayList<>(actual);
        if (!ordered) {
            BitSet approximate = approximateColumns(left);
            approximate.or(approximateColumns(right));
            left.sort(order(approximate));
            right.sort(order(approximate));
        }
        int different = firstDifference(left, right);
        if (different < 0 || (!ordered && left.size() <= MAX_SEARCHED_ROWS && matchOneByOne(left, right))) {
            return null;
        }
        return "row " + (different + 1) + (ordered ? "" : " of the sorted rows") + " differs: expected "
                + left.get(different) + " but got " + right.get(different);
    }

    private int firstDifference(List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!equalRows(left.get(i), right.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean matchOneByOne(List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
        List<List<@Nullable Object>> rest = new ArrayList<>(right);
        for (List<@Nullable Object> row : left) {
            int match = -1;
            for (int i = 0; i < rest.size() && match < 0; i++) {
                if (equalRows(row, rest.get(i))) {
                    match = i;
                }
            }
            if (match < 0) {
                return false;
            }
            rest.remove(match);
        }
        return true;
    }

    private boolean equalRows(List<@Nullable Object> left, List<@Nullable Object> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equalValues(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether two canonical values of {@link ResultValues} are the same. */
    public boolean equalValues(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return equalNumbers(a, b);
        }
        return Objects.equals(withoutZone(left), withoutZone(right));
    }

    private boolean equalNumbers(Number a, Number b) {
        if (isExact(a) && isExact(b)) {
            return ResultFormat.decimal(a).compareTo(ResultFormat.decimal(b)) == 0;
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (x == y || (Double.isNaN(x) && Double.isNaN(y))) {
            return true;
        }
        double relative = a instanceof Float || b instanceof Float ? Math.max(tolerance, 1e-6) : tolerance;
        return Math.abs(x - y) <= Math.max(absoluteTolerance, relative * Math.max(Math.abs(x), Math.abs(y)));
    }

    private static boolean isExact(Number number) {
        return number instanceof Long || number instanceof BigDecimal;
    }

    private static @Nullable Object withoutZone(@Nullable Object value) {
        return value instanceof OffsetDateTime time ? time.toLocalDateTime() : value;
    }

    private static BitSet approximateColumns(List<List<@Nullable Object>> rows) {
        BitSet columns = new BitSet();
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i) instanceof Number number && !isExact(number)) {
                    columns.set(i);
                }
            }
        }
        return columns;
    }

    /**
     * By the exact columns, then by the others: rounded first, so that noise in one does not decide before the next has
     * been looked at, and as they are in the end.
     */
    private static Comparator<List<@Nullable Object>> order(BitSet approximate) {
        Comparator<List<@Nullable Object>> order =
                Comparator.comparing((List<@Nullable Object> row) -> exactKey(row, approximate));
        for (int digits : new int[] {SORT_DIGITS, FULL_DIGITS}) {
            for (int column : approximate.stream().toArray()) {
                order = order.thenComparingDouble(row -> rounded(row.get(column), digits));
            }
        }
        return order;
    }

    private static String exactKey(List<@Nullable Object> row, BitSet approximate) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (!approximate.get(i)) {
                Object value = row.get(i);
                key.append(
                        value instanceof Number number
                                ? ResultFormat.decimal(number).stripTrailingZeros()
                                : withoutZone(value));
                key.append('\u0001');
            }
        }
        return key.toString();
    }

    private static double rounded(@Nullable Object value, int digits) {
        if (value instanceof Number number && ResultFormat.isFinite(number)) {
            MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
            return ResultFormat.decimal(number).round(context).doubleValue() + 0.0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String sample(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        return "\n  expected: " + expected.subList(0, Math.min(5, expected.size())) + "\n  actual:   "
                + actual.subList(0, Math.min(5, actual.size()));
    }
}
