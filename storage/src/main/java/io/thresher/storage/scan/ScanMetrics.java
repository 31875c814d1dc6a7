package io.thresher.storage.scan;

import java.util.concurrent.atomic.LongAdder;

/** Counters of one scan, shared by its split source and readers, for EXPLAIN ANALYZE and warnings. Thread-safe. */
public final class ScanMetrics {
    public final LongAdder files = new LongAdder();
    public final LongAdder partitionsPruned = new LongAdder();
    public final LongAdder rowGroups = new LongAdder();
    public final LongAdder rowGroupsPruned = new LongAdder();
    public final LongAdder pagesSkipped = new LongAdder();
    public final LongAdder bytesRead = new LongAdder();
    /** Columns of units read from memory, and those of them that were decoded and kept first. */
    public final LongAdder storedColumns = new LongAdder();

    public final LongAdder loadedColumns = new LongAdder();

    /** Blocks of stored rows left out by their least and greatest values. */
    public final LongAdder blocksSkipped = new LongAdder();

    /** Rows of text files skipped, or values made NULL, because they did not fit their type. */
    public final LongAdder badRows = new LongAdder();

    public final LongAdder badValues = new LongAdder();
}
