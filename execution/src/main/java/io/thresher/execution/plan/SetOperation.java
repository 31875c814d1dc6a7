package io.thresher.execution.plan;

/** The set operations that are not UNION. */
public enum SetOperation {
    INTERSECT,
    EXCEPT
}
