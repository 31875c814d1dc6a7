package io.thresher.server.differential;

/** The kinds of values that generated expressions have. */
enum SqlType {
    INTEGER,
    DECIMAL,
    DOUBLE,
    TEXT,
    DATE,
    TIMESTAMP,
    TIME,
    BOOLEAN;

    /** Whether MIN and MAX take it in PostgreSQL. */
    boolean hasMinimum() {
        return this != BOOLEAN;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }
}
