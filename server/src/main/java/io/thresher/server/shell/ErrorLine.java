package io.thresher.server.shell;

import io.thresher.error.EngineException;
import java.sql.SQLException;

/** Writes an error as {@code ERROR <SQLSTATE>: message}. */
final class ErrorLine {
    private ErrorLine() {}

    static String of(Throwable thrown) {
        if (thrown instanceof SQLException error) {
            return "ERROR " + error.getSQLState() + ": " + error.getMessage();
        }
        if (thrown instanceof EngineException error) {
            return "ERROR " + error.code().sqlState() + ": " + error.getMessage();
        }
        return "ERROR XX000: " + thrown;
    }
}
