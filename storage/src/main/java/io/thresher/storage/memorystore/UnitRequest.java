package io.thresher.storage.memorystore;

import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scan wants of one unit: data columns, by index in the table, once each; {@code keys} name them in the store. The number of a
 * column is its place in these lists.
 */
record UnitRequest(Split split, ScanRequest scan, List<Integer> columns, List<StoredKey> keys) {
    static UnitRequest of(Split split, ScanRequest scan) {
        List<Integer> columns = dataColumns(scan);
        List<StoredKey> keys = columns.stream()
                .map(index -> StoredKey.of(split, ColumnNames.of(scan.table(), index)))
                .toList();
        return new UnitRequest(split, scan, columns, keys);
    }

    /** The data columns that a scan reads, once each. */
    static List<Integer> dataColumns(ScanRequest scan) {
        int count = scan.table().dataColumns().size();
        List<Integer> columns = new ArrayList<>();
        for (int index : scan.columns()) {
            if (index < count && !columns.contains(index)) {
                columns.add(index);
            }
        }
        return columns;
    }

    /** By output column of the scan: its number, or -1 for a partition column. */
    int[] numbers() {
        return scan.columns().stream().mapToInt(columns::indexOf).toArray();
    }

    /** About the bytes that collecting the columns takes. */
    long collectingBytes() {
        long bytes = 0;
        for (int column : columns) {
            int width =
                    scan.table().dataColumns().get(column).type().physicalType().bytes();
            // Rooms double as they fill, and texts have bytes besides; 2 for what is made of it.
            bytes += 4L * width * Math.max(split.rowCount(), split.length() / Math.max(1, columns.size()) / width);
        }
        return bytes;
    }
}
