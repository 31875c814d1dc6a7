package io.thresher.planner.statement;

/** What a client can expect of a statement before it runs. */
public enum StatementKind {
    /** Rows by running a plan: SELECT, VALUES, EXPLAIN ANALYZE. */
    QUERY,
    /** Rows from the catalog, the session or the planner: SHOW, DESCRIBE, EXPLAIN. */
    INFORMATION,
    /** No rows, changes the catalog. */
    DEFINITION,
    /** No rows, changes the session or nothing. */
    SESSION
}
