package io.thresher.server.avatica;

import io.thresher.server.query.QueryExecution;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * A client's statement: its prepared text if any, its time limit, and the run that its last execution started. One request at a
 * time works on it, but cancel may come from another.
 */
final class OpenStatement {
    private final int id;
    private volatile @Nullable String preparedSql;
    private volatile @Nullable QueryExecution execution;
    private volatile long timeoutMillis;
    private Meta.@Nullable Signature signature;
    private long fetchedRows;

    OpenStatement(int id, @Nullable String preparedSql) {
        this.id = id;
        this.preparedSql = preparedSql;
    }

    int id() {
        return id;
    }

    @Nullable
    String preparedSql() {
        return preparedSql;
    }

    @Nullable
    QueryExecution execution() {
        return execution;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    void limitTime(long millis) {
        this.timeoutMillis = millis;
    }

    Meta.@Nullable Signature signature() {
        return signature;
    }

    long fetchedRows() {
        return fetchedRows;
    }

    void addFetchedRows(long rows) {
        fetchedRows += rows;
    }

    /** Replaces the run of the last execution, which is closed. */
    void start(QueryExecution next) {
        close();
        fetchedRows = 0;
        signature = null;
        execution = next;
    }

    void describe(Meta.Signature newSignature) {
        this.signature = newSignature;
    }

    /** Stops what runs; the error reaches the request that waits for it. */
    void cancel() {
        QueryExecution running = execution;
        if (running != null) {
            running.cancel();
        }
    }

    /** Ends the run and frees what it holds. */
    void close() {
        QueryExecution running = execution;
        execution = null;
        if (running != null) {
            running.close();
        }
    }
}
