package io.thresher.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses package borders. The message is one line of static text followed by the values it
 * concerns, and says the way out; it reaches the client as it is, the cause only reaches the log.
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Makes an error without an underlying cause. */
    public EngineException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** Makes an error; {@code cause} is for the log only and may be null. */
    public EngineException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }
}
