package io.thresher.jdbc;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.apache.calcite.avatica.AvaticaClientRuntimeException;

/** Turns what Avatica throws into the plain message and SQLSTATE that the server sent. */
final class Errors {
    private static final String AVATICA_PREFIX = "Remote driver error: ";

    private Errors() {}

    /** The server's own message and SQLSTATE if {@code thrown} carries one, else a connection failure or {@code thrown} itself. */
    static SQLException fromServer(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AvaticaClientRuntimeException) {
                AvaticaClientRuntimeException remote = (AvaticaClientRuntimeException) cause;
                String message = String.valueOf(remote.getMessage());
                return new SQLException(
                        message.startsWith(AVATICA_PREFIX) ? message.substring(AVATICA_PREFIX.length()) : message,
                        remote.getSqlState(),
                        remote.getErrorCode());
            }
            if (cause instanceof SocketException || cause instanceof UnknownHostException) {
                return new SQLException("Connection to the server lost: " + cause.getMessage(), "08006", thrown);
            }
            if (cause instanceof SQLTimeoutException) {
                return (SQLTimeoutException) cause;
            }
        }
        return thrown instanceof SQLException
                ? (SQLException) thrown
                : new SQLException(String.valueOf(thrown.getMessage()), "XX000", thrown);
    }

    /** Why a connection could not be made. */
    static SQLException connecting(ConnectionUrl target, Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new SQLException(
                        "Cannot connect; is a Thresher server listening there? " + target.address(), "08001", thrown);
            }
        }
        return fromServer(thrown);
    }
}
