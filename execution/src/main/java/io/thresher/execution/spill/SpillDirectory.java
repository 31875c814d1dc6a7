package io.thresher.execution.spill;

import io.thresher.batch.DataType;
import java.util.List;

/** The spill files of one query; all are deleted when it is closed. Thread-safe. */
public interface SpillDirectory extends AutoCloseable {
    /**
     * Makes an empty file for rows of {@code types}.
     *
     * @throws io.thresher.error.EngineException SPILL_SPACE_EXHAUSTED
     */
    SpillFile create(List<DataType> types);

    /** Bytes in all files now. */
    long usedBytes();

    @Override
    void close();
}
