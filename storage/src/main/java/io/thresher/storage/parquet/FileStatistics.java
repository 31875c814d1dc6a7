package io.thresher.storage.parquet;

import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import java.util.Map;

/** What a footer says of a table's columns. */
final class FileStatistics {
    private FileStatistics() {}

    static TableStatistics of(ParquetFile file, Table table) {
        return new TableStatistics(file.rowCount(), file.status().length(), Map.of());
    }
}
