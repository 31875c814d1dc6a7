package io.thresher.storage.scan;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by its partition values whether a folder's files can hold rows that a scan wants. */
final class PartitionPruner {
    private final List<ColumnPredicate> predicates = new ArrayList<>();
    private final Table table;
    private final int firstColumn;

    PartitionPruner(Table table, List<ColumnPredicate> predicates) {
        this.table = table;
        this.firstColumn = table.dataColumns().size();
        for (ColumnPredicate predicate : predicates) {
            if (predicate.column() >= firstColumn) {
                this.predicates.add(predicate);
            }
        }
    }

    boolean mayMatch(List<@Nullable String> partitionValues) {
        for (ColumnPredicate predicate : predicates) {
            int index = predicate.column() - firstColumn;
            ColumnDefinition column = table.partitionColumns().get(index);
            if (!mayMatch(predicate, partitionValues.get(index), column.type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayMatch(ColumnPredicate predicate, @Nullable String text, DataType type) {
        Object value = PartitionValues.value(text, type);
        if (predicate instanceof ColumnPredicate.NullTest test) {
            return test.isNull() == (value == null);
        }
        if (value == null) {
            return false;
        }
        if (predicate instanceof ColumnPredicate.InList list) {
            return list.values().stream().anyMatch(v -> StatisticsMerger.compare(value, v) == 0);
        }
        ColumnPredicate.Range range = (ColumnPredicate.Range) predicate;
        return withinLow(value, range.low(), range.lowInclusive())
                && withinHigh(value, range.high(), range.highInclusive());
    }

    private static boolean withinLow(Object value, @Nullable Object low, boolean inclusive) {
        if (low == null) {
            return true;
        }
        int order = StatisticsMerger.compare(value, low);
        return inclusive ? order >= 0 : order > 0;
    }

    private static boolean withinHigh(Object value, @Nullable Object high, boolean inclusive) {
        if (high == null) {
            return true;
        }
        int order = StatisticsMerger.compare(value, high);
        return inclusive ? order <= 0 : order < 0;
    }
}
