package io.thresher.storage.scan;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.file.Location;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a NULL in a column that the table says has none: plans rely on that, so that going on would give wrong rows.
 * One thread at a time.
 */
public final class NotNullReader implements BatchReader {
    private final BatchReader reader;
    private final Split split;
    private final ScanRequest request;
    private final int[] checked;

    private NotNullReader(BatchReader reader, Split split, ScanRequest request, int[] checked) {
        this.reader = reader;
        this.split = split;
        this.request = request;
        this.checked = checked;
    }

    /** {@code reader}, behind a check of the request's columns that are NOT NULL, if there are any. */
    public static BatchReader over(BatchReader reader, Split split, ScanRequest request) {
        List<ColumnDefinition> columns = request.table().columns();
        List<Integer> read = request.columns();
        int[] checked = IntStream.range(0, read.size())
                .filter(i -> !columns.get(read.get(i)).nullable())
                .toArray();
        return checked.length == 0 ? reader : new NotNullReader(reader, split, request, checked);
    }

    /** The error for a NULL in the column {@code name} of {@code file}. */
    static EngineException violation(String name, Location file) {
        return new EngineException(
                ErrorCode.BAD_FILE_VALUE,
                "Column defined NOT NULL holds NULL; define the table again without NOT NULL, or query the file by its"
                        + " path: column: " + name + ", file: " + file);
    }

    @Override
    public @Nullable ColumnBatch next() {
        ColumnBatch batch = reader.next();
        if (batch != null) {
            for (int index : checked) {
                check(batch, index);
            }
        }
        return batch;
    }

    private void check(ColumnBatch batch, int index) {
        Column column = batch.column(index);
        if (!column.mayHaveNulls()) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            if (column.isNull(batch.position(i))) {
                int inTable = request.columns().get(index);
                throw violation(
                        request.table().columns().get(inTable).name(),
                        split.file().location());
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
