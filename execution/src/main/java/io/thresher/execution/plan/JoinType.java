package io.thresher.execution.plan;

/** Join types. */
public enum JoinType {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    /** Left rows with a match, once. */
    SEMI,
    /** Left rows without a match (NOT EXISTS). */
    ANTI,
    /**
     * {@code NOT IN}: left rows for which no right row equals or may equal (a NULL key on either side) them; all left rows
     * if the right side is empty. The one key pair is the comparison; further pairs are the correlation.
     */
    NULL_AWARE_ANTI
}
