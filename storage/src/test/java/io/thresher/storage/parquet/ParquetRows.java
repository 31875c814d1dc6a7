package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.batch.TypeKind;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Reads a Parquet file through the format reader into texts, and checks that nothing is left in memory. */
final class ParquetRows implements AutoCloseable {
    final LocalFileSystem files = LocalFileSystem.unrestricted();
    final ParquetFormatReader reader = new ParquetFormatReader();
    final FileStatus file;
    final Table table;
    final ScanMetrics metrics = new ScanMetrics();
    long memoryLimit = 256L << 20;

    ParquetRows(Path path) {
        file = files.status(files.parse(path.toString()));
        table = new Table(
                new TableName("", "t"),
                reader.inferSchema(files, file, Map.of()),
                List.of(),
                StorageFormat.PARQUET,
                file.location(),
                Map.of(),
                TableStatistics.UNKNOWN);
    }

    List<Integer> allColumns() {
        return IntStream.range(0, table.columns().size()).boxed().toList();
    }

    ScanRequest request(List<Integer> columns, ColumnPredicate... predicates) {
        return new ScanRequest(table, columns, List.of(predicates), Long.MAX_VALUE);
    }

    List<Split> splits(ScanRequest request) {
        return reader.split(files, file, List.of(), request, metrics);
    }

    /** The rows of all splits: a list of texts by output column, null for NULL. */
    List<List<String>> read(ScanRequest request) {
        return read(request, splits(request), null);
    }

    List<List<String>> read(ScanRequest request, List<Split> splits, RowFilter filter) {
        List<List<String>> columns = new ArrayList<>();
        request.columns().forEach(c -> columns.add(new ArrayList<>()));
        try (MemoryPool pool = new MemoryPool(memoryLimit);
                QueryMemory memory = pool.openQuery("test", memoryLimit)) {
            for (Split split : splits) {
                readSplit(request, split, filter, memory, columns);
            }
        }
        return columns;
    }

    /** Reads with several threads over one query's memory; rows in the order of the splits. */
    List<List<String>> readParallel(ScanRequest request, List<Split> splits, int threads) throws Exception {
        List<List<List<String>>> parts = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            List<List<String>> part = new ArrayList<>();
            request.columns().forEach(c -> part.add(new ArrayList<>()));
            parts.add(part);
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (MemoryPool pool = new MemoryPool(memoryLimit);
                QueryMemory memory = pool.openQuery("test", memoryLimit)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(workers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < splits.size(); i = next.getAndIncrement()) {
                        readSplit(request, splits.get(i), null, memory, parts.get(i));
                    }
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } finally {
            workers.shutdown();
        }
        List<List<String>> columns = new ArrayList<>();
        for (int c = 0; c < request.columns().size(); c++) {
            List<String> column = new ArrayList<>();
            for (List<List<String>> part : parts) {
                column.addAll(part.get(c));
            }
            columns.add(column);
        }
        return columns;
    }

    private void readSplit(
            ScanRequest request, Split split, RowFilter filter, QueryMemory memory, List<List<String>> columns) {
        try (BatchReader batches = reader.open(files, split, request, filter, memory, metrics)) {
            for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
                append(batch, columns);
            }
        }
    }

    private static void append(ColumnBatch batch, List<List<String>> columns) {
        for (int c = 0; c < columns.size(); c++) {
            for (int i = 0; i < batch.selectedCount(); i++) {
                columns.get(c).add(text(batch.column(c), batch.position(i)));
            }
        }
    }

    /** The value of a row as text; null for NULL. Also checks that unused bytes of short views are zero. */
    static String text(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        DataType type = column.type();
        long at = column.valuesAddress() + (long) column.physicalType().bytes() * column.valueIndex(row);
        return switch (column.physicalType()) {
            case INT8 -> RawMemory.getByte(at) == 1 ? "true" : "false";
            case INT32 -> String.valueOf(RawMemory.getInt(at));
            case INT64 ->
                type.kind() == TypeKind.DECIMAL
                        ? BigDecimal.valueOf(RawMemory.getLong(at), type.scale())
                                .toPlainString()
                        : String.valueOf(RawMemory.getLong(at));
            case INT128 ->
                new BigDecimal(
                                BigInteger.valueOf(RawMemory.getLong(at + 8))
                                        .shiftLeft(64)
                                        .or(new BigInteger(Long.toUnsignedString(RawMemory.getLong(at)))),
                                type.scale())
                        .toPlainString();
            case FLOAT64 -> String.valueOf(RawMemory.getDouble(at));
            case VIEW -> view(type, at);
        };
    }

    private static String view(DataType type, long at) {
        int length = StringView.length(at);
        for (int i = length; i < StringView.INLINE_BYTES; i++) {
            if (RawMemory.getByte(at + 4 + i) != 0) {
                throw new AssertionError("Unused byte of a view is not zero");
            }
        }
        byte[] bytes = StringView.bytes(at);
        if (length > StringView.INLINE_BYTES && RawMemory.getByte(at + 4) != bytes[0]) {
            throw new AssertionError("Prefix of a view is wrong");
        }
        return type.kind() == TypeKind.VARBINARY
                ? HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        files.close();
    }
}
