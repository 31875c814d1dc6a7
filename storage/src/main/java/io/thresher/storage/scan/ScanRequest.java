package io.thresher.storage.scan;

import io.thresher.error.StopCheck;
import io.thresher.storage.catalog.Table;
import java.util.List;

/**
 * What to read of a table: columns by index in {@link Table#columns} in output order, conjunctive predicates that may
 * prune, the number of rows after which the reader may stop ({@link Long#MAX_VALUE} if all), what tells it to stop before, and
 * whether columns kept in memory may be used.
 */
public record ScanRequest(
        Table table,
        List<Integer> columns,
        List<ColumnPredicate> predicates,
        long limit,
        StopCheck stopCheck,
        StoreUse storeUse) {
    public ScanRequest {
        columns = List.copyOf(columns);
        predicates = List.copyOf(predicates);
    }

    /** A request that reads files only. */
    public ScanRequest(
            Table table, List<Integer> columns, List<ColumnPredicate> predicates, long limit, StopCheck stopCheck) {
        this(table, columns, predicates, limit, stopCheck, StoreUse.OFF);
    }

    /** A request that reads files only and that nobody stops. */
    public ScanRequest(Table table, List<Integer> columns, List<ColumnPredicate> predicates, long limit) {
        this(table, columns, predicates, limit, StopCheck.NEVER);
    }
}
