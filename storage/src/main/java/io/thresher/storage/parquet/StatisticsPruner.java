package io.thresher.storage.parquet;

import io.thresher.batch.TypeKind;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Tells from statistics which row groups of a file cannot hold a row that a request's predicates let through. Errs on the
 * side of keeping: NaN counts as greater than everything, as in SQL, though statistics leave it out.
 */
final class StatisticsPruner {
    private final List<Check> checks = new ArrayList<>();

    /** A predicate, and the column of the file it is about; null if the file lacks the column, so that it is all NULL. */
    private record Check(
            ColumnPredicate predicate, @Nullable FileColumn column) {}

    StatisticsPruner(ParquetFile file, ScanRequest request) {
        Table table = request.table();
        for (ColumnPredicate predicate : request.predicates()) {
            if (predicate.column() >= table.dataColumns().size()) {
                continue;
            }
            var definition = table.dataColumns().get(predicate.column());
            FileColumn column = file.findColumn(definition.name());
            boolean usable = column == null
                    || column.unreadable() == null && TypeAdapter.isSameLayout(column.type(), definition.type());
            if (usable) {
                checks.add(new Check(predicate, column));
            }
        }
    }

    /** Whether {@code rowGroup} may hold a row that passes. */
    boolean mayMatch(RowGroup rowGroup) {
        for (Check check : checks) {
            if (!mayMatch(check, rowGroup)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayMatch(Check check, RowGroup rowGroup) {
        boolean wantsNull = check.predicate instanceof ColumnPredicate.NullTest test && test.isNull();
        if (check.column == null) {
            return wantsNull;
        }
        Statistics<?> statistics = rowGroup.chunks().get(check.column.leaf()).statistics();
        if (wantsNull) {
            boolean noNulls = !check.column.nullable()
                    || statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == 0;
            return !noNulls;
        }
        if (statistics == null) {
            return true;
        }
        if (statistics.isNumNullsSet() && statistics.getNumNulls() >= rowGroup.rowCount()) {
            return false;
        }
        return mayMatchValues(check.predicate, statistics, check.column);
    }

    private static boolean mayMatchValues(ColumnPredicate predicate, Statistics<?> statistics, FileColumn column) {
        Object min = StatisticsValues.min(statistics, column);
        Object max = StatisticsValues.max(statistics, column);
        if (min == null || max == null) {
            return true;
        }
        boolean mayHoldNan = isFloating(column) && !(statistics.isNanCountSet() && statistics.getNanCount() == 0);
        if (predicate instanceof ColumnPredicate.Range range) {
            return mayMatchRange(range, min, max, mayHoldNan);
        }
        if (predicate instanceof ColumnPredicate.InList list) {
            for (Object value : list.values()) {
                if (mayEqual(value, min, max, mayHoldNan)) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }

    private static boolean isFloating(FileColumn column) {
        return column.type().kind() == TypeKind.REAL || column.type().kind() == TypeKind.DOUBLE;
    }

    private static boolean mayMatchRange(ColumnPredicate.Range range, Object min, Object max, boolean mayHoldNan) {
        Object low = comparable(range.low(), min);
        Object high = comparable(range.high(), min);
        boolean nanPasses = range.high() == null || isNan(range.high()) && range.highInclusive();
        if (low != null && !isNan(low) && !(mayHoldNan && nanPasses)) {
            int order = StatisticsValues.compare(max, low);
            if (order < 0 || order == 0 && !range.lowInclusive()) {
                return false;
            }
        }
        if (high != null && !isNan(high)) {
            int order = StatisticsValues.compare(min, high);
            return order < 0 || order == 0 && range.highInclusive();
        }
        return true;
    }

    private static boolean mayEqual(Object wanted, Object min, Object max, boolean mayHoldNan) {
        Object value = comparable(wanted, min);
        if (value == null) {
            return true;
        }
        if (isNan(value)) {
            return mayHoldNan;
        }
        return StatisticsValues.compare(value, min) >= 0 && StatisticsValues.compare(value, max) <= 0;
    }

    /** A predicate's value in the class of the bounds, or null if it is of another. */
    private static @Nullable Object comparable(@Nullable Object value, Object bound) {
        Object converted = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
        return converted != null && converted.getClass() == bound.getClass() ? converted : null;
    }

    private static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }
}
