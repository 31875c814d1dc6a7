package io.thresher.server.avatica;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.query.QueryExecution;
import java.util.List;
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
    private @Nullable QueryExecution last;
    private boolean closed;
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

    /**
     * Replaces the run of the last execution, which is closed.
     *
     * @throws EngineException QUERY_CANCELED if the statement is closed; {@code next} then is, too
     */
    synchronized void start(QueryExecution next) {
        end();
        if (closed) {
            next.close();
            throw new EngineException(ErrorCode.QUERY_CANCELED, "Statement closed before its query was started");
        }
        fetchedRows = 0;
        signature = null;
        execution = next;
        last = next;
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

    /** What is to be known of the last execution's rows. */
    synchronized List<String> warnings() {
        return last == null ? List.of() : last.warnings();
    }

    /** Ends this run, if it is the current one, and frees what it holds. */
    synchronized void end(QueryExecution ended) {
        if (ended.equals(execution)) {
            end();
        }
    }

    /** Ends the run and frees what it holds; the statement may run again. */
    synchronized void end() {
        QueryExecution running = execution;
        execution = null;
        if (running != null) {
            running.close();
        }
    }

    /** Ends the run and refuses further ones. */
    synchronized void close() {
        closed = true;
        end();
    }
}
