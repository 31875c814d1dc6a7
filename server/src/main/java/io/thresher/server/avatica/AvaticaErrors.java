package io.thresher.server.avatica;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.ErrorKind;
import java.io.IOException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.remote.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a call threw into Avatica's error answer: our message and SQLSTATE, never a stack trace. */
final class AvaticaErrors {
    private static final Logger LOG = LoggerFactory.getLogger(AvaticaErrors.class);
    private static final int MISSING_CONNECTION = Service.ErrorResponse.MISSING_CONNECTION_ERROR_CODE;

    private AvaticaErrors() {}

    static Service.ErrorResponse response(Throwable thrown) {
        if (thrown instanceof NoSuchConnectionException) {
            return answer(
                    "Connection is closed or expired; connect again",
                    MISSING_CONNECTION,
                    ErrorCode.CONNECTION_NOT_FOUND.sqlState());
        }
        if (thrown instanceof EngineException error) {
            logged(error);
            return answer(String.valueOf(error.getMessage()), -1, error.code().sqlState());
        }
        if (thrown instanceof IOException) {
            LOG.debug("Request not understood", thrown);
            return answer(
                    "Request not understood; is this a Thresher driver?", -1, ErrorCode.PROTOCOL_VIOLATION.sqlState());
        }
        LOG.error("Internal error", thrown);
        String kind = thrown.getClass().getSimpleName();
        return answer(
                "Internal error; please report it with the server's log: " + kind,
                -1,
                ErrorCode.INTERNAL_ERROR.sqlState());
    }

    /** What the client alone can mend is not worth a line in the log. */
    static void logged(EngineException error) {
        boolean ours = error.code().kind() == ErrorKind.INTERNAL || error.code().kind() == ErrorKind.EXTERNAL;
        if (ours && error.code() != ErrorCode.PROTOCOL_VIOLATION) {
            LOG.warn("Query failed: {}", error.getMessage(), error);
        }
    }

    private static Service.ErrorResponse answer(String message, int code, String sqlState) {
        return new Service.ErrorResponse(List.of(), message, code, sqlState, AvaticaSeverity.ERROR, null);
    }
}
