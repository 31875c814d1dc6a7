package io.thresher.server.query;

/** Where a statement's run stands. The last three are terminal. */
public enum QueryState {
    /** Accepted, not looked at yet. */
    QUEUED,
    /** Being parsed and optimized. */
    PLANNING,
    /** Rows are computed or wait to be fetched. */
    RUNNING,
    /** All rows were handed over, or the client closed it. */
    FINISHED,
    /** It ended with an error. */
    FAILED,
    /** It was stopped by the user, a time-out or a lost client. */
    CANCELED;

    /** Whether nothing follows. */
    public boolean isTerminal() {
        return this == FINISHED || this == FAILED || this == CANCELED;
    }
}
