package io.thresher.error;

/** Whose fault an error is, and so who can mend it. */
public enum ErrorKind {
    /** The statement or its data conversion is wrong: fix the query. */
    USER,
    /** A limit was reached: retry later or raise the limit that the message names. */
    RESOURCE,
    /** A file, file system or metastore failed or holds bad content. */
    EXTERNAL,
    /** Our bug: a user cannot cause it; please report it. */
    INTERNAL
}
