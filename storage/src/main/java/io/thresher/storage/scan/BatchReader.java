package io.thresher.storage.scan;

import io.thresher.batch.ColumnBatch;
import org.jspecify.annotations.Nullable;

/** Reads one split. One thread at a time. */
public interface BatchReader extends AutoCloseable {
    /**
     * The next rows, at most {@link ColumnBatch#MAX_ROWS}, or null at the end. The batch is lent until the next call
     * or close. With a {@link RowFilter} the batch comes with a selection and at least one selected row.
     *
     * @throws io.thresher.error.EngineException FILE_CORRUPT, FILE_READ_FAILED, BAD_FILE_VALUE, MEMORY_LIMIT_EXCEEDED
     */
    @Nullable
    ColumnBatch next();

    @Override
    void close();
}
