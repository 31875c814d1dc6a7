package io.thresher.storage.catalog;

import java.util.Map;

/**
 * What is known of a table's rows: exact row count from footers or ANALYZE, or -1; bytes of its files, or -1; per
 * column by name.
 */
public record TableStatistics(long rowCount, long fileBytes, Map<String, ColumnStatistics> columns) {
    /** Nothing is known. */
    public static final TableStatistics UNKNOWN = new TableStatistics(-1, -1, Map.of());

    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    /** The statistics of a column, {@link ColumnStatistics#UNKNOWN} if there are none. */
    public ColumnStatistics column(String name) {
        return columns.getOrDefault(name, ColumnStatistics.UNKNOWN);
    }
}
