package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import org.jspecify.annotations.Nullable;

/** Where a pipeline's rows come from. An instance belongs to one task; shared state is a class of its own. */
public interface SourceOperator extends AutoCloseable {
    /** The next batch, lent until the next call or close; null at the end. */
    @Nullable
    ColumnBatch next();

    @Override
    void close();
}
