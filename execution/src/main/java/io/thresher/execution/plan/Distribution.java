package io.thresher.execution.plan;

/** How an exchange spreads rows over the readers of the next fragment. */
public enum Distribution {
    /** All rows to one reader. */
    GATHER,
    /** Rows of equal keys to the same reader. */
    HASH,
    /** All rows to every reader. */
    BROADCAST
}
