package io.thresher.storage.parquet;

import io.thresher.storage.file.FileStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the footer of one file version says, checked. {@code footerAt} is where data ends; {@code firstDictionaryId} starts
 * a range of process-unique ids, one a column chunk.
 */
record ParquetFile(
        FileStatus status,
        long rowCount,
        long footerAt,
        int leafCount,
        List<FileColumn> columns,
        List<RowGroup> rowGroups,
        long firstDictionaryId) {

    /** The column called {@code name} without regard to case, or null. */
    @Nullable
    FileColumn findColumn(String name) {
        for (FileColumn column : columns) {
            if (column.name().equalsIgnoreCase(name)) {
                return column;
            }
        }
        return null;
    }

    /** The id of the dictionary of a column chunk. */
    long dictionaryId(int rowGroup, int leaf) {
        return firstDictionaryId + (long) rowGroup * leafCount + leaf;
    }
}
