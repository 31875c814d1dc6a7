package io.thresher.planner.statistics;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.planner.catalog.CatalogTable;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.TableStatistics;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates of a table from its statistics. */
final class TableEstimates {
    private static final double UNKNOWN_ROWS = 100_000;
    private static final double BYTES_PER_ROW = 80;

    private TableEstimates() {}

    static Estimate of(CatalogTable table) {
        TableStatistics statistics = table.statistics();
        double rows = statistics.rowCount() >= 0
                ? Math.max(1, statistics.rowCount())
                : statistics.fileBytes() >= 0 ? Math.max(1, statistics.fileBytes() / BYTES_PER_ROW) : UNKNOWN_ROWS;
        List<ColumnEstimate> columns = new ArrayList<>();
        for (ColumnDefinition column : table.table().columns()) {
            columns.add(column(column.type(), statistics.column(column.name()), rows));
        }
        return new Estimate(rows, columns);
    }

    private static ColumnEstimate column(DataType type, ColumnStatistics statistics, double rows) {
        double min = number(statistics.min(), type);
        double max = number(statistics.max(), type);
        double nulls = statistics.nullCount() >= 0 ? statistics.nullCount() / rows : 0;
        if (statistics.distinctCount() > 0) {
            return new ColumnEstimate(statistics.distinctCount(), false, min, max, nulls);
        }
        if (statistics.min() instanceof Boolean || type.kind() == TypeKind.BOOLEAN) {
            return new ColumnEstimate(2, false, Double.NaN, Double.NaN, nulls);
        }
        if (Double.isNaN(min) || Double.isNaN(max)) {
            return new ColumnEstimate(ColumnEstimate.guess(rows), true, min, max, nulls);
        }
        double values = (max - min) / step(type) + 1;
        boolean sparse = values >= rows * 0.99;
        return new ColumnEstimate(Math.max(1, Math.min(values, rows)), sparse, min, max, nulls);
    }

    /** The distance between neighbouring values. */
    private static double step(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> Math.pow(10, -type.scale());
            case REAL, DOUBLE -> 1e-6;
            default -> 1;
        };
    }

    private static double number(@Nullable Object value, DataType type) {
        if (value instanceof Long || value instanceof BigInteger) {
            double number = ((Number) value).doubleValue();
            return switch (type.kind()) {
                case DECIMAL -> number / Math.pow(10, type.scale());
                case TIMESTAMP, TIMESTAMP_TZ -> number / (type.isNanos() ? 1e9 : 1e6);
                default -> number;
            };
        }
        return value instanceof Double ? (Double) value : Double.NaN;
    }
}
