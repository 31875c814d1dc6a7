package io.thresher.error;

/**
 * Lets who asked for long work end it in the middle: what may take long calls it before each piece of some milliseconds, such
 * as a window of a file, a batch that a filter may leave empty, a megabyte of text. Thread-safe.
 */
@FunctionalInterface
public interface StopCheck {
    /** For work that nobody stops. */
    StopCheck NEVER = () -> {};

    /**
     * Returns at once if the work may go on.
     *
     * @throws EngineException the reason why not, QUERY_CANCELED, QUERY_TIMEOUT or another
     */
    void check();
}
