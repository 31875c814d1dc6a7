package io.thresher.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import org.apache.calcite.avatica.AvaticaClientRuntimeException;

/** Gets the server's own message and SQLSTATE to the user through Avatica, which would wrap them in its words. */
final class Errors {
    private static final String AVATICA_PREFIX = "Remote driver error: ";

    private Errors() {}

    /** What the server said. */
    static SQLException ofServer(AvaticaClientRuntimeException answer) {
        String message = String.valueOf(answer.getMessage());
        String plain = message.startsWith(AVATICA_PREFIX) ? message.substring(AVATICA_PREFIX.length()) : message;
        return plain.startsWith("Query timed out")
                ? new SQLTimeoutException(plain, answer.getSqlState())
                : new SQLException(plain, answer.getSqlState());
    }

    /**
     * Throws a checked exception through Avatica's calls that declare none; those of JDBC around them do. Declared to return, so
     * that a caller can write {@code throw}.
     */
    static RuntimeException unchecked(SQLException e) {
        throw Errors.<RuntimeException>disguised(e);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is the disguise; it checks nothing.
    private static <E extends Exception> E disguised(SQLException e) throws E {
        throw (E) e;
    }

    /** The innermost SQLException: what Avatica wrapped; else {@code thrown} as one. */
    static SQLException plain(Exception thrown) {
        SQLException innermost = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                innermost = (SQLException) cause;
            }
        }
        if (innermost == null) {
            return new SQLException("Driver failed: " + thrown, "XX000", thrown);
        }
        if (innermost.getSQLState() != null) {
            return innermost;
        }
        return innermost instanceof SQLFeatureNotSupportedException
                ? new SQLFeatureNotSupportedException("Not supported by this driver", "0A000", innermost)
                : new SQLException(innermost.getMessage(), "HY000", innermost);
    }
}
