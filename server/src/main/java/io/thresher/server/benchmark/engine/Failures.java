package io.thresher.server.benchmark.engine;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.sql.SQLException;

/** Makes one kind of error of what engines report. */
final class Failures {
    private Failures() {}

    static EngineException of(String engine, SQLException cause) {
        return new EngineException(ErrorCode.INTERNAL_ERROR, "Engine failed: " + engine + ": " + text(cause), cause);
    }

    static EngineException of(String engine, String message) {
        return new EngineException(ErrorCode.INTERNAL_ERROR, "Engine failed: " + engine + ": " + message);
    }

    /** SQLSTATE and the first line of the message. */
    static String text(SQLException error) {
        String message = String.valueOf(error.getMessage());
        return error.getSQLState() + ": " + message.lines().findFirst().orElse("");
    }
}
