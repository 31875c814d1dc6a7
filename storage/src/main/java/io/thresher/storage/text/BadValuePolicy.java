package io.thresher.storage.text;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Locale;

/** What becomes of text that does not fit: the table property {@code on_error}. */
public enum BadValuePolicy {
    /** The statement fails. */
    FAIL,
    /** The value reads as NULL and is counted. */
    NULL,
    /** The row is left out and counted. */
    SKIP;

    /**
     * The policy of that name.
     *
     * @throws EngineException INVALID_OPTION_VALUE
     */
    public static BadValuePolicy named(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "fail" -> FAIL;
            case "null" -> NULL;
            case "skip" -> SKIP;
            default ->
                throw new EngineException(
                        ErrorCode.INVALID_OPTION_VALUE, "Property on_error must be fail, null or skip: " + name);
        };
    }
}
