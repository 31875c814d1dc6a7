package io.thresher.execution.pipeline;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Turns whatever a task threw into the error that the client sees. */
final class Failures {
    private Failures() {}

    static EngineException toEngineException(Throwable failure) {
        if (failure instanceof EngineException engine) {
            return engine;
        }
        if (failure instanceof StackOverflowError) {
            return new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX, "Statement is nested too deeply; split it into parts", failure);
        }
        if (failure instanceof OutOfMemoryError) {
            return new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED,
                    "Out of heap memory; raise the JVM's -Xmx or reduce the data",
                    failure);
        }
        return new EngineException(
                ErrorCode.INTERNAL_ERROR,
                "Internal error; please report it with the query id and the server's log",
                failure);
    }
}
