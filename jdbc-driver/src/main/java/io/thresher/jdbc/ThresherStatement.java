package io.thresher.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement whose cancel and time-out stop the work on the server. */
final class ThresherStatement extends AvaticaStatement implements StatementProgress {
    private final ServerStatement server;

    ThresherStatement(
            ThresherConnection connection, Meta.StatementHandle handle, int type, int concurrency, int holdability) {
        super(connection, handle, type, concurrency, holdability);
        this.server = new ServerStatement(connection);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return server.run(this, () -> super.execute(sql));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return server.run(this, () -> super.executeQuery(sql));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return server.run(this, () -> super.executeLargeUpdate(sql));
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return server.run(this, super::executeLargeBatch);
    }

    /** Stops the running query on the server. Not synchronized: the executing thread holds the lock. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        server.cancel(handle.id);
    }

    @Override
    public synchronized void close() throws SQLException {
        try {
            super.close();
        } catch (SQLException | RuntimeException e) {
            ServerStatement.checkServerThere(e);
        }
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return server.warnings(handle.id);
    }

    @Override
    public double progress() throws SQLException {
        return server.progress(handle.id);
    }

    @Override
    public void setEscapeProcessing(boolean enable) {
        // JDBC escapes are never processed; saying so is not worth an error to the tools that always call this.
    }
}
