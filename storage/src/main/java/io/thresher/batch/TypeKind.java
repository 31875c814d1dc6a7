package io.thresher.batch;

/** The logical types of SQL that the engine knows. */
public enum TypeKind {
    NULL,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    DECIMAL,
    REAL,
    DOUBLE,
    DATE,
    TIME,
    TIMESTAMP,
    /** An instant, shown in the session's time zone. */
    TIMESTAMP_TZ,
    INTERVAL_YEAR_MONTH,
    INTERVAL_DAY_TIME,
    CHAR,
    VARCHAR,
    VARBINARY
}
