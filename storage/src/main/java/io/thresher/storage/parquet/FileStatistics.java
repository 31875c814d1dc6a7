package io.thresher.storage.parquet;

import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What a footer says of a table's columns, merged over row groups. Bounds are given only if all row groups have them;
 * a floating-point column that may hold NaN has none above, because NaN is the greatest
 * value and statistics leave it out.
 */
final class FileStatistics {
    private final long rowCount;
    private final FileColumn column;
    private long nullCount;
    private boolean boundsKnown = true;
    private boolean mayHoldNan;
    private @Nullable Object min;
    private @Nullable Object max;
    private long uncompressedBytes;

    private FileStatistics(ParquetFile file, FileColumn column) {
        this.rowCount = file.rowCount();
        this.column = column;
        for (RowGroup rowGroup : file.rowGroups()) {
            if (rowGroup.rowCount() > 0) {
                add(rowGroup, rowGroup.chunks().get(column.leaf()));
            }
        }
    }

    /** The statistics of {@code file} for the columns of {@code table} that it has. */
    static TableStatistics of(ParquetFile file, Table table) {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        for (ColumnDefinition definition : table.dataColumns()) {
            FileColumn column = file.findColumn(definition.name());
            if (column == null) {
                columns.put(definition.name(), new ColumnStatistics(file.rowCount(), -1, null, null, -1));
            } else if (column.unreadable() == null && TypeAdapter.isSameLayout(column.type(), definition.type())) {
                columns.put(definition.name(), new FileStatistics(file, column).result());
            }
        }
        return new TableStatistics(file.rowCount(), file.status().length(), columns);
    }

    private void add(RowGroup rowGroup, ColumnChunk chunk) {
        uncompressedBytes += chunk.uncompressedBytes();
        Statistics<?> statistics = chunk.statistics();
        long nulls = nulls(statistics);
        nullCount = nullCount < 0 || nulls < 0 ? -1 : nullCount + nulls;
        if (nulls == rowGroup.rowCount()) {
            return;
        }
        Object low = statistics == null ? null : StatisticsValues.min(statistics, column);
        Object high = statistics == null ? null : StatisticsValues.max(statistics, column);
        if (low == null || high == null) {
            boundsKnown = false;
            return;
        }
        mayHoldNan |= statistics == null || !statistics.isNanCountSet() || statistics.getNanCount() > 0;
        min = min == null || StatisticsValues.compare(low, min) < 0 ? low : min;
        max = max == null || StatisticsValues.compare(high, max) > 0 ? high : max;
    }

    private long nulls(@Nullable Statistics<?> statistics) {
        if (!column.nullable()) {
            return 0;
        }
        return statistics != null && statistics.isNumNullsSet() ? statistics.getNumNulls() : -1;
    }

    private ColumnStatistics result() {
        boolean floating =
                column.type().kind() == TypeKind.REAL || column.type().kind() == TypeKind.DOUBLE;
        PhysicalType physical = column.type().physicalType();
        double averageBytes = physical.bytes();
        if (physical == PhysicalType.VIEW) {
            // An encoded size: too little for dictionary columns, which are cheap to hold anyway.
            averageBytes = rowCount == 0 ? -1 : (double) uncompressedBytes / rowCount;
        }
        return new ColumnStatistics(
                nullCount,
                -1,
                boundsKnown ? StatisticsValues.asSql(min) : null,
                boundsKnown && !(floating && mayHoldNan) ? StatisticsValues.asSql(max) : null,
                averageBytes);
    }
}
