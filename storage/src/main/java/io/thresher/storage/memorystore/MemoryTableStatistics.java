package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.memorystore.column.Zones;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is known of the rows of a memory table, unit by unit. */
final class MemoryTableStatistics {
    private final long[] nulls;
    private final long[] least;
    private final long[] greatest;
    private long rows;

    MemoryTableStatistics(int columns) {
        nulls = new long[columns];
        least = new long[columns];
        greatest = new long[columns];
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(greatest, Long.MIN_VALUE);
    }

    void addRows(int count) {
        rows += count;
    }

    void addColumn(int column, int nullCount, Zones zones) {
        nulls[column] += nullCount;
        least[column] = Math.min(least[column], zones.least());
        greatest[column] = Math.max(greatest[column], zones.greatest());
    }

    TableStatistics result(List<ColumnDefinition> columns, long bytes) {
        Map<String, ColumnStatistics> byName = new HashMap<>();
        for (int c = 0; c < nulls.length; c++) {
            boolean known = least[c] <= greatest[c];
            byName.put(
                    columns.get(c).name(),
                    new ColumnStatistics(nulls[c], -1, known ? least[c] : null, known ? greatest[c] : null, -1));
        }
        return new TableStatistics(rows, bytes, byName);
    }
}
