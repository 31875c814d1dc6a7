package io.thresher.config;

import java.util.List;

/** How files are read. */
public final class ScanOptions {
    /** Size of a text file's splits. */
    public static final ConfigOption<DataSize> TEXT_SPLIT_BYTES = ConfigOption.of(
            "scan.text-split-bytes",
            OptionType.DATA_SIZE,
            "8MB",
            "The size of the pieces, in bytes, in which uncompressed CSV and JSON files are read in parallel.");

    /** How much of a text file is read to infer its schema. */
    public static final ConfigOption<DataSize> TEXT_SAMPLE_BYTES = ConfigOption.of(
            "scan.text-sample-bytes",
            OptionType.DATA_SIZE,
            "1MB",
            "How many bytes of a CSV or JSON file, spread over it, are read to infer its columns and their types.");

    private ScanOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(TEXT_SPLIT_BYTES, TEXT_SAMPLE_BYTES);
    }
}
