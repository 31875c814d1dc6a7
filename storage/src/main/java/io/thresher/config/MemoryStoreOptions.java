package io.thresher.config;

import java.util.List;

/** What is kept of decoded columns. */
public final class MemoryStoreOptions {
    /** Whether queries read columns from the memory store and leave them there. */
    public static final ConfigOption<Boolean> ENABLED = ConfigOption.of(
                    "memory-store",
                    OptionType.BOOLEAN,
                    "on",
                    "Whether columns of files that are read often are kept decoded in memory, and read from there.")
            .forSessions();

    /** Off-heap memory of the store, a part of what all queries may hold. */
    public static final ConfigOption<DataSize> MAX_BYTES = ConfigOption.computed(
            "memory-store.max-bytes",
            OptionType.DATA_SIZE,
            () -> DataSize.parse("25%"),
            "25% of the machine's memory",
            "The most memory that decoded columns and memory tables may take, as a size or as a share of the machine's"
                    + " memory; it is part of memory.max-bytes, and queries that need it get it.");

    /** From which scan on columns are kept. */
    public static final ConfigOption<Integer> MIN_SCANS = ConfigOption.of(
            "memory-store.min-scans",
            OptionType.integerBetween(1, 1_000_000),
            "2",
            "The number of the scan of a column, counted since the server started, from which on it is kept in memory.");

    private MemoryStoreOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(ENABLED, MAX_BYTES, MIN_SCANS);
    }
}
