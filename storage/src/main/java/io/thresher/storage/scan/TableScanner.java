package io.thresher.storage.scan;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import org.jspecify.annotations.Nullable;

/** The executor's and planner's door to tables' files, whatever their format. Thread-safe. */
public interface TableScanner {
    /** Starts planning the scan's splits: lists files, prunes partitions, row groups and the like. */
    SplitSource splits(ScanRequest request);

    /** Opens a split of that scan. */
    BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics);

    /** The table's statistics: those kept in the catalog, else what footers and file sizes say. Cached by file version. */
    TableStatistics statistics(Table table);

    /**
     * The table that a path, folder or glob stands for: format by suffix or content, schema from the files, folders
     * named key=value as partition columns.
     *
     * @throws io.thresher.error.EngineException FILE_NOT_FOUND, PERMISSION_DENIED, NOT_SUPPORTED
     */
    Table tableOfPath(String path);

    /** Completes a table definition: infers missing columns, sniffs missing format properties. */
    Table complete(Table definition);
}
