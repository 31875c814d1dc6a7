package io.thresher.storage.parquet;

import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts files into splits. */
final class SplitPlanner {
    List<Split> plan(
            FileSystem fileSystem,
            ParquetFile file,
            RequestedColumns columns,
            List<@Nullable String> partitionValues,
            ScanRequest request,
            ScanMetrics metrics) {
        List<Split> splits = new ArrayList<>();
        for (RowGroup rowGroup : file.rowGroups()) {
            metrics.rowGroups.increment();
            if (rowGroup.rowCount() > 0) {
                splits.add(new Split(
                        file.status(), partitionValues, 0, 0, rowGroup.index(), 0, rowGroup.rowCount()));
            }
        }
        return splits;
    }

    /** A reader of {@code column} that stands at the split's first row. */
    ColumnChunkReader reader(ReadContext context, FileColumn column, Split split) {
        ColumnChunk chunk = context.rowGroup().chunks().get(column.leaf());
        ColumnChunkReader reader = new ColumnChunkReader(
                context, column, PagePosition.startOf(chunk), chunk.start() + chunk.length());
        reader.skip(split.firstRow());
        return reader;
    }
}
