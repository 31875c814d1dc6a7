package io.thresher.server.shell;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
        if (thrown instanceof NoSuchFileException error) {
            return "ERROR " + ErrorCode.FILE_NOT_FOUND.sqlState() + ": File not found: " + error.getFile();
        }
        if (thrown instanceof IOException) {
            return "ERROR " + ErrorCode.FILE_READ_FAILED.sqlState() + ": File cannot be read: " + thrown.getMessage();
        }
        return "ERROR " + ErrorCode.INTERNAL_ERROR.sqlState() + ": " + thrown;
    }
}
