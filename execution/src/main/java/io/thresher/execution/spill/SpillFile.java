package io.thresher.execution.spill;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.operator.SourceOperator;

/** Rows on disk: written once, then read any number of times. One thread at a time. */
public interface SpillFile extends AutoCloseable {
    /**
     * Writes the selected rows of a lent batch behind those written.
     *
     * @throws io.thresher.error.EngineException SPILL_SPACE_EXHAUSTED
     */
    void write(ColumnBatch batch);

    /** The rows in the order written; the caller closes the source. No write may follow. */
    SourceOperator read();

    /** Bytes on disk. */
    long sizeBytes();

    /** Deletes the file. */
    @Override
    void close();
}
