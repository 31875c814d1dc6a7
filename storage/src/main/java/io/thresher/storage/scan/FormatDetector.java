package io.thresher.storage.scan;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.InputFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells a file's format by its suffix, else by its first bytes. */
final class FormatDetector {
    /** The second one begins encrypted files, which the Parquet reader refuses by name. */
    private static final Set<String> PARQUET_MAGICS = Set.of("PAR1", "PARE");

    private static final int PEEK_BYTES = 256;
    private static final List<String> COMPRESSIONS = List.of(".gz", ".gzip", ".zst", ".zstd");
    private static final Map<String, StorageFormat> SUFFIXES = Map.ofEntries(
            Map.entry("parquet", StorageFormat.PARQUET),
            Map.entry("parq", StorageFormat.PARQUET),
            Map.entry("pq", StorageFormat.PARQUET),
            Map.entry("csv", StorageFormat.CSV),
            Map.entry("tsv", StorageFormat.CSV),
            Map.entry("psv", StorageFormat.CSV),
            Map.entry("tbl", StorageFormat.CSV),
            Map.entry("json", StorageFormat.JSON),
            Map.entry("jsonl", StorageFormat.JSON),
            Map.entry("ndjson", StorageFormat.JSON));

    private FormatDetector() {}

    /**
     * The one format of all files.
     *
     * @throws EngineException NOT_SUPPORTED if they differ
     */
    static StorageFormat detect(FileSystem fileSystem, List<FileStatus> files) {
        FileStatus first =
                files.stream().filter(f -> f.length() > 0).findFirst().orElse(files.get(0));
        StorageFormat format = bySuffix(first.location().name()).orElseGet(() -> byContent(fileSystem, first));
        for (FileStatus file : files) {
            if (bySuffix(file.location().name()).orElse(format) != format) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Files of different formats in one table; name files of one format with a pattern such as *.csv: "
                                + first.location() + " and " + file.location());
            }
        }
        return format;
    }

    static Optional<StorageFormat> bySuffix(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (String compression : COMPRESSIONS) {
            if (name.endsWith(compression)) {
                name = name.substring(0, name.length() - compression.length());
                break;
            }
        }
        return Optional.ofNullable(SUFFIXES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static StorageFormat byContent(FileSystem fileSystem, FileStatus file) {
        byte[] head = new byte[(int) Math.min(PEEK_BYTES, file.length())];
        try (InputFile input = fileSystem.open(file)) {
            input.read(0, head, 0, head.length);
        }
        if (head.length >= 4 && PARQUET_MAGICS.contains(new String(head, 0, 4, StandardCharsets.US_ASCII))) {
            return StorageFormat.PARQUET;
        }
        String text =
                new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        boolean arrayOfObjects =
                text.startsWith("[") && text.substring(1).stripLeading().startsWith("{");
        return text.startsWith("{") || arrayOfObjects ? StorageFormat.JSON : StorageFormat.CSV;
    }
}
