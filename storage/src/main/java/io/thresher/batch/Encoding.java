package io.thresher.batch;

/** How a column's values are held. */
public enum Encoding {
    /** One value a row. */
    FLAT,
    /** One value, or NULL, for all rows, at position 0. */
    CONSTANT,
    /** An int32 code a row into a dictionary column. */
    DICTIONARY
}
