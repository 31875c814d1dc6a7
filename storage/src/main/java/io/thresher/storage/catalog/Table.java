package io.thresher.storage.catalog;

import io.thresher.storage.file.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table definition (Hive's Table with its StorageDescriptor): data columns, then partition columns, the format of its
 * files, the file, folder or glob they lie in, and its properties (CSV options and the like, keys in lower case).
 * {@code statistics} may be {@link TableStatistics#UNKNOWN}. A file path used as a table has an empty schema name.
 */
public record Table(
        TableName name,
        List<ColumnDefinition> dataColumns,
        List<ColumnDefinition> partitionColumns,
        StorageFormat format,
        Location location,
        Map<String, String> properties,
        TableStatistics statistics) {
    public Table {
        dataColumns = List.copyOf(dataColumns);
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
    }

    /** Data columns followed by partition columns: the order in which SQL sees them and plans count them. */
    public List<ColumnDefinition> columns() {
        List<ColumnDefinition> all = new ArrayList<>(dataColumns);
        all.addAll(partitionColumns);
        return all;
    }

    /** The same table with other statistics. */
    public Table withStatistics(TableStatistics newStatistics) {
        return new Table(name, dataColumns, partitionColumns, format, location, properties, newStatistics);
    }
}
