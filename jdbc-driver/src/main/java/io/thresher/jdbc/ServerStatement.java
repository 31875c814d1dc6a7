package io.thresher.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What a statement of either kind asks of the server beside Avatica's calls. */
final class ServerStatement {
    private final ThresherConnection connection;
    private long sentTimeoutMillis;

    ServerStatement(ThresherConnection connection) {
        this.connection = connection;
    }

    /** One of JDBC's execute methods. */
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** Runs with the statement's time limit in force on the server; what fails comes with the server's words. */
    <T> T run(Statement statement, Execution<T> execution) throws SQLException {
        try {
            long timeoutMillis = statement.getQueryTimeout() * 1000L;
            if (timeoutMillis != sentTimeoutMillis) {
                connection.limitStatement(
                        ((org.apache.calcite.avatica.AvaticaStatement) statement).getId(), timeoutMillis);
                sentTimeoutMillis = timeoutMillis;
            }
            return execution.run();
        } catch (SQLException | RuntimeException e) {
            throw Errors.plain(e);
        }
    }

    /** Passes a failure to close on, unless the server is gone: then there is nothing left to be closed. */
    static void checkServerThere(Exception failure) throws SQLException {
        SQLException plain = Errors.plain(failure);
        if (plain.getSQLState() == null || !plain.getSQLState().startsWith("08")) {
            throw plain;
        }
    }

    void cancel(int statementId) throws SQLException {
        connection.cancelStatement(statementId);
    }

    /** What the last execution has to warn of, null if nothing; the server is asked when the client asks. */
    @Nullable
    SQLWarning warnings(int statementId) throws SQLException {
        SQLWarning first = null;
        for (String message : connection.statementWarnings(statementId)) {
            SQLWarning warning = new SQLWarning(message, "01000");
            if (first == null) {
                first = warning;
            } else {
                first.setNextWarning(warning);
            }
        }
        return first;
    }

    double progress(int statementId) throws SQLException {
        return connection.statementProgress(statementId);
    }
}
