package io.thresher.server.benchmark.engine;

import io.thresher.server.benchmark.worker.Outcome;

/** A running engine that has the suite's tables. One thread; closing it ends its process. */
public interface Engine extends AutoCloseable {
    /** Name and version, for people. */
    String version();

    /** Runs a query and digests its answer. */
    Outcome answer(String sql);

    /** Runs a query and reads its rows. */
    Outcome time(String sql);

    /** Makes it hold decoded tables in memory, or not; false if it cannot. */
    default boolean useMemoryStore(boolean on) {
        return false;
    }

    /** From the start of the process until it took statements. */
    long startNanos();

    /** Making the tables: loading them where they are held in memory. */
    long loadNanos();

    /** Processor time of its process so far; 0 if that is not known. */
    long processorNanos();

    /** The largest resident memory of its process so far; 0 if that is not known. */
    long peakBytes();

    @Override
    void close();
}
