package io.thresher.storage.scan;

import io.thresher.batch.ColumnBatch;
import java.util.List;

/**
 * The executor's exact filter, called by a reader between decoding the filter's columns and the others, so that
 * columns of rows that do not pass need not be decoded. One thread at a time.
 */
public interface RowFilter {
    /** The columns the filter reads, as indexes into {@link ScanRequest#columns}. */
    List<Integer> columns();

    /**
     * Writes the positions that pass to {@code selection} (ascending) and returns how many. Only the columns named are
     * filled in {@code batch}, which keeps the shape of the scan's output.
     */
    int select(ColumnBatch batch, int[] selection);
}
