package io.thresher.storage.scan;

/**
 * Lets who asked for a scan end it in the middle. Readers and planners call it before each piece of work that takes at most
 * some milliseconds: a window, a buffer, a batch that the filter may leave empty. Thread-safe.
 */
@FunctionalInterface
public interface StopCheck {
    /** For scans that nobody stops. */
    StopCheck NEVER = () -> {};

    /**
     * Returns at once if the scan may go on.
     *
     * @throws io.thresher.error.EngineException the reason why not, QUERY_CANCELED, QUERY_TIMEOUT or another
     */
    void check();
}
