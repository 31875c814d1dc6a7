package io.thresher.storage.csv;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.FormatReader;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.text.ByteSource;
import io.thresher.storage.text.ByteSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads CSV files. What is not said of a file's dialect is found by looking at its first bytes. Thread-safe. */
public final class CsvFormatReader implements FormatReader {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int HEAD_BYTES = 256 << 10;
    private static final int MAX_HEAD_BYTES = 32 << 20;
    private static final int SAMPLE_PIECES = 8;
    private static final long MIN_SPLIT_BYTES = 1 << 20;
    private static final int SPLITS_OF_A_SMALL_FILE = 16;

    private final long splitBytes;
    private final int sampleBytes;
    private final int windowBytes;
    private final CsvKnowledge knowledge = new CsvKnowledge();

    /** Makes a reader that cuts files in pieces of about {@code splitBytes} and looks at {@code sampleBytes} for types. */
    public CsvFormatReader(long splitBytes, long sampleBytes) {
        this(splitBytes, sampleBytes, WINDOW_BYTES);
    }

    /** Parses in windows of {@code windowBytes}. */
    CsvFormatReader(long splitBytes, long sampleBytes, int windowBytes) {
        this.windowBytes = windowBytes;
        this.splitBytes = Math.max(1, splitBytes);
        this.sampleBytes = (int) Math.max(4096, Math.min(sampleBytes, MAX_HEAD_BYTES));
    }

    @Override
    public Map<String, String> sniff(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        CsvDialect dialect = layout(fileSystem, file, properties).dialect();
        CsvOptions given = CsvOptions.of(properties);
        Map<String, String> found = new HashMap<>();
        if (given.delimiter() == null) {
            found.put("delimiter", String.valueOf((char) dialect.delimiter()));
        }
        if (given.quote() == null) {
            found.put("quote", String.valueOf((char) dialect.quote()));
        }
        if (given.escape() == null && dialect.escape() >= 0) {
            found.put("escape", String.valueOf((char) dialect.escape()));
        }
        if (given.comment() == null && dialect.comment() >= 0) {
            found.put("comment", String.valueOf((char) dialect.comment()));
        }
        if (given.nullText() == null && dialect.nullText() != null) {
            found.put("null", dialect.nullText());
        }
        if (given.header() == null) {
            found.put("header", String.valueOf(dialect.header()));
        }
        return found;
    }

    @Override
    public List<ColumnDefinition> inferSchema(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        CsvLayout layout = layout(fileSystem, file, properties);
        CsvSchemaInference inference = new CsvSchemaInference(layout);
        boolean ranges = ByteSources.isSplittable(file, layout.dialect().charset());
        int head = sampleBytes / 2;
        byte[] first = ByteSources.head(fileSystem, file, layout.dialect().charset(), (int)
                Math.min(MAX_HEAD_BYTES, layout.dataStart() + head));
        inference.addHead(first, !ranges || first.length == file.length());
        if (ranges && first.length < file.length() && !inference.sawLinesInQuotes()) {
            addPieces(fileSystem, file, inference, first.length);
        }
        return inference.columns();
    }

    /** Looks at pieces spread over the rest of the file, its end among them, since values often grow along a file. */
    private void addPieces(FileSystem fileSystem, FileStatus file, CsvSchemaInference inference, long from) {
        int pieceBytes = sampleBytes / 2 / SAMPLE_PIECES;
        long rest = file.length() - from;
        for (int i = 1; i <= SAMPLE_PIECES; i++) {
            long end = from + rest * i / SAMPLE_PIECES;
            long start = Math.max(from, end - pieceBytes);
            try (ByteSource source = ByteSources.openRange(fileSystem, file, start, end)) {
                inference.addPiece(ByteSources.readUpTo(source, (int) (end - start)), end == file.length());
            }
        }
    }

    @Override
    public TableStatistics statistics(FileSystem fileSystem, FileStatus file, Table table) {
        return new TableStatistics(-1, file.length(), Map.of());
    }

    @Override
    public Iterable<Split> split(
            FileSystem fileSystem,
            FileStatus file,
            List<@Nullable String> partitionValues,
            ScanRequest request,
            ScanMetrics metrics) {
        CsvLayout layout = layout(fileSystem, file, request.table().properties());
        if (!ByteSources.isSplittable(file, layout.dialect().charset())) {
            return List.of(CsvSplits.split(file, partitionValues, 0, file.length()));
        }
        long start = layout.dataStart();
        long bytes = Math.min(splitBytes, Math.max(MIN_SPLIT_BYTES, file.length() / SPLITS_OF_A_SMALL_FILE));
        List<Long> known = knowledge.recordStarts(file, layout, bytes);
        if (known != null) {
            return splits(file, partitionValues, known);
        }
        return () -> new CsvSplits(
                new CsvSplitFinder(
                        ByteSources.openRange(fileSystem, file, start, file.length()),
                        layout.dialect(),
                        start,
                        request.stopCheck()),
                file,
                partitionValues,
                start,
                bytes,
                starts -> knowledge.putRecordStarts(file, layout, bytes, starts));
    }

    private static List<Split> splits(FileStatus file, List<@Nullable String> partitionValues, List<Long> starts) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long end = i + 1 < starts.size() ? starts.get(i + 1) : file.length();
            splits.add(CsvSplits.split(file, partitionValues, starts.get(i), end));
        }
        return splits;
    }

    @Override
    public BatchReader open(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        CsvLayout layout = layout(fileSystem, split.file(), request.table().properties());
        return new CsvBatchReader(fileSystem, split, request, layout, windowBytes, filter, memory, metrics);
    }

    private CsvLayout layout(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        CsvLayout known = knowledge.layout(file, properties);
        if (known != null) {
            return known;
        }
        CsvOptions options = CsvOptions.of(properties);
        int wanted = HEAD_BYTES;
        while (true) {
            byte[] head = ByteSources.head(fileSystem, file, options.charset(), wanted);
            boolean complete = head.length < wanted;
            CsvDialect dialect =
                    new CsvSniffer(head, complete, options, file.location().name()).sniff();
            boolean whole = complete || wanted >= MAX_HEAD_BYTES || CsvLayout.hasFirstRecord(head, dialect);
            if (whole) {
                CsvLayout layout = CsvLayout.of(file, head, complete, dialect);
                knowledge.putLayout(file, properties, layout);
                return layout;
            }
            wanted *= 4;
        }
    }
}
