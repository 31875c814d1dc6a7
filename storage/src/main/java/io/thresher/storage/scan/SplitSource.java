package io.thresher.storage.scan;

import org.jspecify.annotations.Nullable;

/** Gives out the splits of a scan one by one, planning files as it goes. Thread-safe. */
public interface SplitSource extends AutoCloseable {
    /** The next split, or null when there are no more. */
    @Nullable
    Split next();

    /** What was skipped and why so far, for EXPLAIN ANALYZE. */
    ScanMetrics metrics();

    @Override
    void close();
}
