package io.thresher.storage.parquet;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ScanRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a request as one file has them, by index in the table; made once per file and split. */
final class RequestedColumns {
    private final Map<Integer, FileColumn> fileColumns = new HashMap<>();
    private final Map<Integer, TypeAdapter> adapters = new HashMap<>();

    private RequestedColumns() {}

    /**
     * Finds the request's columns in {@code file} by name.
     *
     * @throws io.thresher.error.EngineException NOT_SUPPORTED if one cannot be read, TYPE_MISMATCH if its type differs
     */
    static RequestedColumns of(ParquetFile file, ScanRequest request) {
        RequestedColumns columns = new RequestedColumns();
        Table table = request.table();
        for (int index : request.columns()) {
            if (index >= table.dataColumns().size()) {
                continue;
            }
            String name = table.dataColumns().get(index).name();
            FileColumn column = file.findColumn(name);
            if (column == null) {
                continue;
            }
            column.checkReadable(file);
            columns.fileColumns.put(index, column);
            DataType type = table.dataColumns().get(index).type();
            String place = "column: " + name + ", in " + file.status().location();
            TypeAdapter adapter = TypeAdapter.of(column.type(), type, place);
            if (adapter != null) {
                columns.adapters.put(index, adapter);
            }
        }
        return columns;
    }

    /** The file's column for a table's column, or null if the file lacks it. */
    @Nullable
    FileColumn fileColumn(int tableIndex) {
        return fileColumns.get(tableIndex);
    }

    /** What widens the file's values to the table's type, or null. */
    @Nullable
    TypeAdapter adapter(int tableIndex) {
        return adapters.get(tableIndex);
    }

    /** The columns that are in the file. */
    List<FileColumn> readable() {
        return new ArrayList<>(fileColumns.values());
    }
}
