package io.thresher.storage.memorystore;

import io.thresher.batch.DataType;
import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        return scan.columns().stream().filter(index -> index < count).distinct().toList();
    }

    /** By output column of the scan: its number, or -1 for a partition column. */
    int[] numbers() {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int number = 0; number < columns.size(); number++) {
            numbers.put(columns.get(number), number);
        }
        return scan.columns().stream()
                .mapToInt(index -> numbers.getOrDefault(index, -1))
                .toArray();
    }

    /** About the bytes that collecting the columns takes of which {@code found} has none. */
    long collectingBytes(@Nullable StoredColumn[] found) {
        long bytes = 0;
        long textBytes = split.length() / columns.size();
        for (int number = 0; number < found.length; number++) {
            if (found[number] == null) {
                long width = type(number).physicalType().bytes();
                // Rooms double as they fill, and texts have bytes besides; 2 for what is made of it.
                bytes += 4 * Math.max(1, Math.max(width * split.rowCount(), textBytes));
            }
        }
        return bytes;
    }

    /** The type of a column, by its number. */
    DataType type(int number) {
        return scan.table().dataColumns().get(columns.get(number)).type();
    }

    /** The name of a column, by its number, as scans of it are counted. */
    String name(int number) {
        return keys.get(number).column();
    }
}
