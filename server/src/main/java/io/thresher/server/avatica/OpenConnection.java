package io.thresher.server.avatica;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.session.Session;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client's connection: its session and open statements. Thread-safe. */
final class OpenConnection {
    private static final int MAX_STATEMENTS = 1000;

    private final Session session;
    private final boolean exactTimes;
    private volatile boolean closed;
    private @Nullable String wishedSchema;
    private final ConcurrentHashMap<Integer, OpenStatement> statements = new ConcurrentHashMap<>();
    private final AtomicInteger nextStatementId = new AtomicInteger();

    OpenConnection(Session session, boolean exactTimes) {
        this.session = session;
        this.exactTimes = exactTimes;
    }

    /** Whether its client is our driver, which sends times and timestamps in microseconds; Avatica's own sends milliseconds. */
    boolean exactTimes() {
        return exactTimes;
    }

    Session session() {
        return session;
    }

    /** Whether this schema, null for none, is another than the client named last. */
    synchronized boolean wishesSchema(@Nullable String schema) {
        if (schema == null || schema.equals(wishedSchema)) {
            return false;
        }
        wishedSchema = schema;
        return true;
    }

    OpenStatement openStatement(@Nullable String preparedSql) {
        if (statements.size() >= MAX_STATEMENTS) {
            throw new EngineException(
                    ErrorCode.TOO_MANY_CONNECTIONS,
                    "Too many open statements on this connection; close some, now " + MAX_STATEMENTS);
        }
        OpenStatement statement = new OpenStatement(nextStatementId(), preparedSql);
        statements.put(statement.id(), statement);
        if (closed) {
            closeStatement(statement.id());
        }
        return statement;
    }

    /** A number that no statement of this connection has. */
    int nextStatementId() {
        return nextStatementId.getAndIncrement();
    }

    @Nullable
    OpenStatement statement(int id) {
        return statements.get(id);
    }

    void closeStatement(int id) {
        OpenStatement statement = statements.remove(id);
        if (statement != null) {
            statement.cancel();
            statement.close();
        }
    }

    /** Ends all runs; statements opened meanwhile are closed at once. */
    void close() {
        closed = true;
        statements.keySet().forEach(this::closeStatement);
    }
}
