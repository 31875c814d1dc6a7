package io.thresher.config;

import java.util.List;

/** How much memory the process and its queries may hold. */
public final class MemoryOptions {
    /** Off-heap memory of all queries together. */
    public static final ConfigOption<DataSize> MAX_BYTES = ConfigOption.computed(
            "memory.max-bytes",
            OptionType.DATA_SIZE,
            () -> DataSize.parse("50%"),
            "50% of the machine's memory",
            "The most memory all queries together may hold, as a size or as a share of the machine's memory.");

    /** Memory of one query. */
    public static final ConfigOption<DataSize> QUERY_MAX_MEMORY = ConfigOption.computed(
                    "query.max-memory",
                    OptionType.DATA_SIZE,
                    () -> DataSize.parse("50%"),
                    "50% of the machine's memory",
                    "The most memory one query may hold, as a size or as a share of the machine's memory;"
                            + " over it the query fails with 53200.")
            .forSessions();

    private MemoryOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(MAX_BYTES, QUERY_MAX_MEMORY);
    }
}
