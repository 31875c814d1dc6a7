package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Locale;

/** Refusals of statements that SQL has and this engine has not. */
final class NotYet {
    private NotYet() {}

    static EngineException statement(String keyword) {
        return new EngineException(
                ErrorCode.NOT_SUPPORTED,
                "Statement is not supported; tables are read-only files: " + keyword.toUpperCase(Locale.ROOT));
    }

    static EngineException create(String keyword) {
        return new EngineException(
                ErrorCode.NOT_SUPPORTED,
                "Only external tables and schemas can be created; write CREATE EXTERNAL TABLE, not: CREATE "
                        + keyword.toUpperCase(Locale.ROOT));
    }
}
