package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.InputFile;
import io.thresher.storage.parquet.decoding.DecodeScratch;
import io.thresher.storage.parquet.decoding.Dictionary;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.FormatReader;
import io.thresher.storage.scan.PartitionValues;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet files. Keeps the footers used last and a pool of page buffers; everything else belongs to the readers it
 * opens. Thread-safe.
 */
public final class ParquetFormatReader implements FormatReader {
    private static final long MAX_CACHED_CHUNKS = 200_000;
    private static final long MAX_POOLED_BYTES = 128L << 20;

    private final FooterCache footers = new FooterCache(MAX_CACHED_CHUNKS);
    private final HeapBufferPool heapBuffers = new HeapBufferPool(MAX_POOLED_BYTES);
    private final SharedParts<Dictionary> dictionaries = new SharedParts<>();
    private final LargePageCache largePages = new LargePageCache();
    private final SplitPlanner planner = new SplitPlanner();

    @Override
    public List<ColumnDefinition> inferSchema(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        return footers.footer(fileSystem, file).columns().stream()
                .map(c -> new ColumnDefinition(c.name(), c.type(), c.nullable()))
                .toList();
    }

    @Override
    public Map<String, String> sniff(FileSystem fileSystem, FileStatus file, Map<String, String> properties) {
        return Map.of();
    }

    @Override
    public TableStatistics statistics(FileSystem fileSystem, FileStatus file, Table table) {
        return FileStatistics.of(footers.footer(fileSystem, file), table);
    }

    @Override
    public List<Split> split(
            FileSystem fileSystem,
            FileStatus file,
            List<@Nullable String> partitionValues,
            ScanRequest request,
            ScanMetrics metrics) {
        ParquetFile footer = footers.footer(fileSystem, file);
        RequestedColumns columns = RequestedColumns.of(footer, request);
        return planner.plan(fileSystem, footer, columns, partitionValues, request, metrics);
    }

    @Override
    public BatchReader open(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        ParquetFile footer = footers.footer(fileSystem, split.file());
        RequestedColumns columns = RequestedColumns.of(footer, request);
        RowGroup rowGroup = footer.rowGroups().get(split.rowGroup());
        DecodeScratch scratch = new DecodeScratch(memory);
        if (columns.readable().isEmpty()) {
            return assemble(split, request, filter, memory, columns, null, scratch);
        }
        InputFile input;
        try {
            input = fileSystem.open(split.file());
        } catch (RuntimeException e) {
            Closing.all(scratch);
            throw e;
        }
        ReadContext context = new ReadContext(
                footer,
                rowGroup,
                split.rowCount() < rowGroup.rowCount(),
                input,
                memory,
                new ReaderBuffers(memory, heapBuffers),
                dictionaries,
                largePages,
                scratch,
                metrics);
        return assemble(split, request, filter, memory, columns, context, () -> {
            scratch.close();
            input.close();
        });
    }

    private BatchReader assemble(
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            RequestedColumns columns,
            @Nullable ReadContext context,
            AutoCloseable resources) {
        List<ColumnSource> sources = new ArrayList<>();
        boolean done = false;
        try {
            for (int index : request.columns()) {
                sources.add(source(split, request.table(), index, memory, columns, context));
            }
            done = true;
        } finally {
            if (!done) {
                Closing.all(sources, resources);
            }
        }
        return new ParquetBatchReader(sources, resources, filter, split.rowCount(), request);
    }

    private ColumnSource source(
            Split split,
            Table table,
            int index,
            QueryMemory memory,
            RequestedColumns columns,
            @Nullable ReadContext context) {
        DataType type = table.columns().get(index).type();
        Column output = new Column(type, memory);
        int dataColumns = table.dataColumns().size();
        FileColumn column = columns.fileColumn(index);
        if (index >= dataColumns || column == null || context == null) {
            boolean filled = false;
            try {
                PartitionValues.fill(
                        output,
                        index < dataColumns ? null : split.partitionValues().get(index - dataColumns));
                filled = true;
            } finally {
                if (!filled) {
                    output.close();
                }
            }
            return ColumnSource.constant(output);
        }
        ColumnChunk chunk = context.rowGroup().chunks().get(column.leaf());
        if (chunk.encrypted()) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "Encrypted Parquet columns are not supported; column: " + column.name() + ", file: "
                            + split.file().location());
        }
        TypeAdapter adapter = columns.adapter(index);
        ColumnChunkReader reader = planner.reader(context, column, split);
        return adapter == null
                ? ColumnSource.of(reader, output)
                : ColumnSource.adapted(reader, output, adapter, new Column(column.type(), memory));
    }
}
