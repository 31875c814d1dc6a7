package io.thresher.storage.scan;

import io.thresher.storage.file.FileStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of one file, the unit of I/O planning and scheduling. For Parquet: rows {@code firstRow} to
 * {@code firstRow + rowCount} of row group {@code rowGroup}. For text: bytes {@code start} to {@code start + length},
 * {@code rowGroup} is -1 and the row numbers are unknown (-1). {@code partitionValues} go with the table's partition
 * columns; null is SQL NULL.
 */
public record Split(
        FileStatus file,
        List<@Nullable String> partitionValues,
        long start,
        long length,
        int rowGroup,
        long firstRow,
        long rowCount) {}
