package io.thresher.storage.scan;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up the statistics of a table's files; what one file does not know is unknown for the table. */
final class StatisticsMerger {
    private final Table table;
    private final Map<String, ColumnSum> sums = new HashMap<>();
    private long rowCount;
    private long fileBytes;

    StatisticsMerger(Table table) {
        this.table = table;
        table.columns().forEach(c -> sums.put(c.name(), new ColumnSum()));
    }

    void add(long bytes, TableStatistics file, List<@Nullable String> partitionValues) {
        fileBytes += bytes;
        rowCount = rowCount < 0 || file.rowCount() < 0 ? -1 : rowCount + file.rowCount();
        for (ColumnDefinition column : table.dataColumns()) {
            sum(column).add(file.rowCount(), file.column(column.name()));
        }
        for (int i = 0; i < partitionValues.size(); i++) {
            ColumnDefinition column = table.partitionColumns().get(i);
            sum(column).addPartition(file.rowCount(), PartitionValues.value(partitionValues.get(i), column.type()));
        }
    }

    private ColumnSum sum(ColumnDefinition column) {
        ColumnSum sum = sums.get(column.name());
        if (sum == null) {
            throw new IllegalStateException("Not a column of the table: " + column.name());
        }
        return sum;
    }

    TableStatistics result() {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        sums.forEach((name, sum) -> {
            ColumnStatistics statistics = sum.result();
            if (!statistics.equals(ColumnStatistics.UNKNOWN)) {
                columns.put(name, statistics);
            }
        });
        return new TableStatistics(rowCount, fileBytes, columns);
    }

    /** Orders two values of one column, of the classes in {@link ColumnPredicate}. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return a.compareTo(b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            return a.compareTo(b);
        }
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (left instanceof String a && right instanceof String b) {
            // By code point, as SQL compares text; compareTo would order by UTF-16 unit.
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        throw new IllegalArgumentException("Values of different types: "
                + left.getClass().getSimpleName() + ", " + right.getClass().getSimpleName());
    }

    /** One column's sums so far. */
    private static final class ColumnSum {
        private final Set<Object> partitionValues = new HashSet<>();
        private long nullCount;
        private long distinctCount;
        private boolean boundsKnown = true;
        private @Nullable Object min;
        private @Nullable Object max;
        private double weightedBytes;
        private long weight;
        private boolean any;

        void add(long fileRows, ColumnStatistics file) {
            if (fileRows == 0) {
                return;
            }
            any = true;
            nullCount = nullCount < 0 || file.nullCount() < 0 ? -1 : nullCount + file.nullCount();
            // The largest file's count is a lower bound of the union's; there is nothing better without a sketch.
            distinctCount =
                    distinctCount < 0 || file.distinctCount() < 0 ? -1 : Math.max(distinctCount, file.distinctCount());
            boolean allNull = fileRows > 0 && file.nullCount() == fileRows;
            if (file.min() != null && file.max() != null) {
                include(file.min(), file.max());
            } else if (!allNull) {
                boundsKnown = false;
            }
            if (file.averageBytes() >= 0) {
                long rows = Math.max(1, fileRows);
                weightedBytes += file.averageBytes() * rows;
                weight += rows;
            }
        }

        void addPartition(long fileRows, @Nullable Object value) {
            any = true;
            if (value == null) {
                nullCount = nullCount < 0 || fileRows < 0 ? -1 : nullCount + fileRows;
            } else {
                partitionValues.add(value);
                distinctCount = partitionValues.size();
                include(value, value);
            }
        }

        private void include(Object low, Object high) {
            min = min == null || compare(low, min) < 0 ? low : min;
            max = max == null || compare(high, max) > 0 ? high : max;
        }

        ColumnStatistics result() {
            if (!any) {
                return ColumnStatistics.UNKNOWN;
            }
            return new ColumnStatistics(
                    nullCount,
                    distinctCount,
                    boundsKnown ? min : null,
                    boundsKnown ? max : null,
                    weight == 0 ? -1 : weightedBytes / weight);
        }
    }
}
