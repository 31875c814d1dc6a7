package io.thresher.storage.scan;

/** Whether a scan may read decoded columns from memory, and keep what it decodes there. */
public enum StoreUse {
    /** Neither. */
    OFF,
    /** Both, for columns that are read often. */
    AUTO,
    /** Both, for every column. */
    KEEP
}
