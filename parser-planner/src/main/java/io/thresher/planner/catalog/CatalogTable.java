package io.thresher.planner.catalog;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.scan.TableScanner;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A table of the catalog, or a file path, as Calcite sees it. Used by one planning, one thread. */
public final class CatalogTable extends AbstractTable {
    private final Table table;
    private final TableScanner scanner;
    private @Nullable TableStatistics statistics;

    CatalogTable(Table table, TableScanner scanner) {
        this.table = table;
        this.scanner = scanner;
    }

    /** The definition. */
    public Table table() {
        return table;
    }

    /** The table's statistics, asked for at the first call. */
    public TableStatistics statistics() {
        if (statistics == null) {
            statistics = scanner.statistics(table);
        }
        return statistics;
    }

    /** The statistics if they were asked for. */
    Optional<TableStatistics> knownStatistics() {
        return Optional.ofNullable(statistics);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder builder = factory.builder();
        for (ColumnDefinition column : table.columns()) {
            builder.add(column.name(), DataTypes.toCalcite(factory, column.type(), column.nullable()));
        }
        return builder.build();
    }
}
