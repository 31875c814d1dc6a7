package io.thresher.execution.operator;

import io.thresher.execution.expression.EvaluationContext;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;

/**
 * What every operator of one query's run shares: identity, memory, the stop signal, what expressions may depend on, access to
 * tables, what scans may do with the memory store, and the number of worker threads the query may use.
 */
public record QueryContext(
        String queryId,
        QueryMemory memory,
        CancellationToken cancellation,
        EvaluationContext evaluation,
        TableScanner scanner,
        StoreUse storeUse,
        int threads) {
    public QueryContext {
        evaluation = evaluation.withStopCheck(cancellation::check);
    }
}
