package io.thresher.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;

/** A statement whose cancel and time-out stop the work on the server. */
final class ThresherStatement extends AvaticaStatement implements StatementProgress {
    private final ThresherConnection server;
    private long sentTimeoutMillis;

    ThresherStatement(
            ThresherConnection connection, Meta.StatementHandle handle, int type, int concurrency, int holdability) {
        super(connection, handle, type, concurrency, holdability);
        this.server = connection;
    }

    @Override
    protected void executeInternal(String sql) throws SQLException {
        try {
            long timeoutMillis = getQueryTimeout() * 1000L;
            if (timeoutMillis != sentTimeoutMillis) {
                server.limitStatement(handle.id, timeoutMillis);
                sentTimeoutMillis = timeoutMillis;
            }
            super.executeInternal(sql);
        } catch (SQLException | RuntimeException e) {
            throw Errors.fromServer(e);
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        try {
            return super.executeQuery(sql);
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
    public double progress() throws SQLException {
        return server.statementProgress(handle.id);
    }

    @Override
    public void setEscapeProcessing(boolean enable) {
        // JDBC escapes are never processed; saying so is not worth an error to the tools that always call this.
    }
}
