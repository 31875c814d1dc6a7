package io.thresher.server.benchmark.report;

import java.util.Locale;

/** In what state an engine is when a query is timed. */
public enum Mode {
    /** The first query of a fresh process; the files are in the operating system's cache. */
    COLD,
    /** A warm process that reads the files each time. */
    HOT,
    /** As hot, but Thresher may keep decoded columns in memory. */
    MEMORY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
