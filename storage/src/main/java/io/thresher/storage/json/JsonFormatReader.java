package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonParser;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON lines, plain or compressed, and documents of objects. Thread-safe and without state. */
public final class JsonFormatReader implements FormatReader {
    private static final int HEAD_BYTES = 64 << 10;
    private static final int SAMPLE_PIECES = 4;
    private static final long MIN_SPLIT_BYTES = 1 << 20;
    private static final int SPLITS_OF_A_SMALL_FILE = 16;

    private final long splitBytes;
    private final int sampleBytes;

    /** Makes a reader that cuts files in pieces of about {@code splitBytes} and looks at {@code sampleBytes} for types. */
    public JsonFormatReader(long splitBytes, long sampleBytes) {
        this.splitBytes = Math.max(1, splitBytes);
        this.sampleBytes = (int) Math.max(4096, Math.min(sampleBytes, 32 << 20));
    }

    @Override
    public Map<String, String> sniff(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        return Map.of();
    }

    @Override
    public List<ColumnDefinition> inferSchema(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        JsonOptions options = JsonOptions.of(properties);
        JsonLayout layout = layout(fileSystem, file, options);
        JsonSchemaInference inference = new JsonSchemaInference();
        int headBytes = sampleBytes / 2;
        byte[] head = ByteSources.head(fileSystem, file, options.charset(), headBytes);
        boolean whole = head.length < headBytes;
        addSample(head, 0, layout, whole, file, inference);
        if (!whole && layout.isSplittable(file)) {
            addPieces(fileSystem, file, layout, head.length, inference);
        }
        if (inference.isEmpty()) {
            throw new EngineException(
                    ErrorCode.BAD_FILE_VALUE, "File has no JSON object at its start: " + file.location());
        }
        return inference.columns();
    }

    private void addPieces(
            FileSystem fileSystem, FileStatus file, JsonLayout layout, long from, JsonSchemaInference inference) {
        int pieceBytes = sampleBytes / 2 / SAMPLE_PIECES;
        long rest = file.length() - from;
        for (int i = 1; i <= SAMPLE_PIECES; i++) {
            long end = from + rest * i / SAMPLE_PIECES;
            long start = Math.max(from, end - pieceBytes);
            try (ByteSource source = ByteSources.openRange(fileSystem, file, start, end)) {
                byte[] piece = ByteSources.readUpTo(source, (int) (end - start));
                int line = 0;
                while (line < piece.length && piece[line] != '\n') {
                    line++;
                }
                addSample(piece, line, layout, false, file, inference);
            }
        }
    }

    /** A sample that was cut may end in the middle of an object; what is malformed, reading will tell. */
    private static void addSample(
            byte[] sample,
            int start,
            JsonLayout layout,
            boolean whole,
            FileStatus file,
            JsonSchemaInference inference) {
        int end = sample.length;
        while (!whole && layout.lines() && end > start && sample[end - 1] != '\n') {
            end--;
        }
        try (JsonRecords records = new JsonRecords(
                new ArraySource(sample, start, end), file.location(), layout.lines(), bytes -> {}, StopCheck.NEVER)) {
            boolean more = true;
            while (more) {
                try {
                    JsonParser parser = records.next();
                    more = parser != null;
                    if (parser != null) {
                        inference.add(parser);
                    }
                } catch (IOException e) {
                    more = records.skipBadLine();
                }
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
        JsonLayout layout =
                layout(fileSystem, file, JsonOptions.of(request.table().properties()));
        List<Split> splits = new ArrayList<>();
        long bytes = Math.min(splitBytes, Math.max(MIN_SPLIT_BYTES, file.length() / SPLITS_OF_A_SMALL_FILE));
        long start = 0;
        while (start < file.length()) {
            long end = file.length();
            if (layout.isSplittable(file) && start + bytes < file.length()) {
                end = lineStart(fileSystem, file, start + bytes);
            }
            splits.add(new Split(file, partitionValues, start, end - start, -1, -1, -1));
            start = end;
        }
        return splits;
    }

    /** The first start of a line at or after {@code target}, or the file's end: JSON has no line ends inside text. */
    private static long lineStart(FileSystem fileSystem, FileStatus file, long target) {
        byte[] buffer = new byte[4096];
        long position = target - 1;
        try (ByteSource source = ByteSources.openRange(fileSystem, file, position, file.length())) {
            for (int count = source.read(buffer, 0, buffer.length);
                    count > 0;
                    count = source.read(buffer, 0, buffer.length)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        return position + i + 1;
                    }
                }
                position += count;
            }
        }
        return file.length();
    }

    @Override
    public BatchReader open(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        JsonOptions options = JsonOptions.of(request.table().properties());
        JsonLayout layout =
                split.start() > 0 ? new JsonLayout(options, true) : layout(fileSystem, split.file(), options);
        return new JsonBatchReader(fileSystem, split, request, layout, filter, memory, metrics);
    }

    private static JsonLayout layout(FileSystem fileSystem, FileStatus file, JsonOptions options) {
        return JsonLayout.of(ByteSources.head(fileSystem, file, options.charset(), HEAD_BYTES), options);
    }

    /** Bytes of an array as a source. */
    private static final class ArraySource implements ByteSource {
        private final byte[] bytes;
        private final int end;
        private int position;

        ArraySource(byte[] bytes, int start, int end) {
            this.bytes = bytes;
            this.position = start;
            this.end = end;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, end - position);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public void close() {
            position = end;
        }
    }
}
