package io.thresher.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;

/** A prepared statement whose cancel and time-out stop the work on the server. */
final class ThresherPreparedStatement extends AvaticaPreparedStatement {
    private final ThresherConnection server;
    private long sentTimeoutMillis;

    ThresherPreparedStatement(
            ThresherConnection connection,
            Meta.StatementHandle handle,
            Meta.Signature signature,
            int type,
            int concurrency,
            int holdability)
            throws SQLException {
        super(connection, handle, signature, type, concurrency, holdability);
        this.server = connection;
    }

    private void sendTimeout() throws SQLException {
        long timeoutMillis = getQueryTimeout() * 1000L;
        if (timeoutMillis != sentTimeoutMillis) {
            server.limitStatement(handle.id, timeoutMillis);
            sentTimeoutMillis = timeoutMillis;
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        try {
            sendTimeout();
            return super.executeQuery();
        } catch (SQLException | RuntimeException e) {
            throw Errors.fromServer(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        try {
            sendTimeout();
            return super.execute();
        } catch (SQLException | RuntimeException e) {
            throw Errors.fromServer(e);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        try {
            sendTimeout();
            return super.executeLargeUpdate();
        } catch (SQLException | RuntimeException e) {
            throw Errors.fromServer(e);
        }
    }

    /** Stops the running query on the server. Not synchronized: the executing thread holds the lock. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        server.cancelStatement(handle.id);
    }

    @Override
    public void setEscapeProcessing(boolean enable) {
        // JDBC escapes are never processed; saying so is not worth an error to the tools that always call this.
    }
}
