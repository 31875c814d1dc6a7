package io.thresher.storage.scan;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@link TableScanner} over a file system: lists files and leaves their content to one reader per format. */
public final class FileTableScanner implements TableScanner {
    /** More files than this are sampled evenly for schema and statistics: planning must not read them all. */
    private static final int MAX_FILES_OPENED = 1000;

    private final FileSystem fileSystem;
    private final Map<StorageFormat, FormatReader> readers;
    private final FileKnowledge knowledge = new FileKnowledge();

    /** Makes a scanner that reads each format with its reader. */
    public FileTableScanner(FileSystem fileSystem, Map<StorageFormat, FormatReader> readers) {
        this.fileSystem = fileSystem;
        this.readers = Map.copyOf(readers);
    }

    @Override
    public SplitSource splits(ScanRequest request) {
        Table table = request.table();
        FormatReader reader = reader(table.format());
        return new FileSplitSource(
                fileSystem,
                reader,
                request,
                fileSystem.list(table.location()),
                file -> knowledge.statistics(
                        file, table.dataColumns(), () -> reader.statistics(fileSystem, file, table)));
    }

    @Override
    public BatchReader open(
            Split split, ScanRequest request, @Nullable RowFilter filter, QueryMemory memory, ScanMetrics metrics) {
        FormatReader reader = reader(request.table().format());
        return NotNullReader.over(reader.open(fileSystem, split, request, filter, memory, metrics), split, request);
    }

    @Override
    public TableStatistics statistics(Table table) {
        if (table.statistics().rowCount() >= 0) {
            return table.statistics();
        }
        List<FileStatus> files = fileSystem.list(table.location());
        List<FileStatus> opened = sample(files);
        FormatReader reader = reader(table.format());
        StatisticsMerger merger = new StatisticsMerger(table);
        for (FileStatus file : opened) {
            TableStatistics ofFile =
                    knowledge.statistics(file, table.dataColumns(), () -> reader.statistics(fileSystem, file, table));
            merger.add(file.length(), ofFile, PartitionFolders.values(file, table.partitionColumns()));
        }
        TableStatistics merged = merger.result();
        if (opened.size() == files.size()) {
            return merged;
        }
        long bytes = files.stream().mapToLong(FileStatus::length).sum();
        return new TableStatistics(-1, bytes, Map.of());
    }

    @Override
    public Table tableOfPath(String path) {
        Location location = fileSystem.parse(path);
        List<FileStatus> files = fileSystem.list(location);
        if (files.isEmpty()) {
            throw new EngineException(ErrorCode.FILE_NOT_FOUND, "No files found: " + path);
        }
        StorageFormat format = FormatDetector.detect(fileSystem, files);
        Table bare = new Table(
                new TableName("", path), List.of(), List.of(), format, location, Map.of(), TableStatistics.UNKNOWN);
        return complete(bare, files, files.size() <= MAX_FILES_OPENED);
    }

    @Override
    public Table complete(Table definition) {
        List<FileStatus> files = fileSystem.list(definition.location());
        if (files.isEmpty() && definition.dataColumns().isEmpty()) {
            throw new EngineException(
                    ErrorCode.FILE_NOT_FOUND,
                    "No files to infer the columns from; declare the columns: " + definition.location());
        }
        return complete(definition, files, false);
    }

    /**
     * Completes a definition by its files. Only if these are {@code all} the files that will be read, as for a path in a
     * query, do inferred columns keep a NOT NULL: a file added to a catalog table later may hold what none held before.
     */
    private Table complete(Table definition, List<FileStatus> files, boolean all) {
        FormatReader reader = reader(definition.format());
        List<FileStatus> filled = files.stream().filter(f -> f.length() > 0).toList();
        Map<String, String> properties = new HashMap<>(definition.properties());
        if (!filled.isEmpty()) {
            FileStatus first = filled.get(0);
            Map<String, String> given = definition.properties();
            properties.putAll(knowledge.sniffed(first, given, () -> reader.sniff(fileSystem, first, given)));
            properties.putAll(given);
        }
        List<ColumnDefinition> dataColumns = definition.dataColumns();
        List<ColumnDefinition> partitionColumns = definition.partitionColumns();
        if (dataColumns.isEmpty()) {
            if (filled.isEmpty()) {
                throw new EngineException(
                        ErrorCode.FILE_CORRUPT,
                        "Files are empty, so the columns cannot be inferred; declare the columns: "
                                + definition.location());
            }
            if (partitionColumns.isEmpty()) {
                partitionColumns = PartitionFolders.infer(files);
            }
            dataColumns = withoutPartitionColumns(
                    mergedSchema(reader, definition.format(), filled, properties), partitionColumns);
            if (!all) {
                dataColumns = nullable(dataColumns);
                partitionColumns = nullable(partitionColumns);
            }
        }
        return new Table(
                definition.name(),
                dataColumns,
                partitionColumns,
                definition.format(),
                definition.location(),
                properties,
                definition.statistics());
    }

    private List<ColumnDefinition> mergedSchema(
            FormatReader reader, StorageFormat format, List<FileStatus> files, Map<String, String> properties) {
        SchemaMerger merger = new SchemaMerger(format);
        for (FileStatus file : sample(files)) {
            merger.add(
                    file, knowledge.schema(file, properties, () -> reader.inferSchema(fileSystem, file, properties)));
        }
        return merger.result();
    }

    /** A folder's value wins over a column of the same name inside the files, as Hive has it. */
    private static List<ColumnDefinition> withoutPartitionColumns(
            List<ColumnDefinition> dataColumns, List<ColumnDefinition> partitionColumns) {
        Set<String> names = new HashSet<>();
        partitionColumns.forEach(c -> names.add(c.name().toLowerCase(Locale.ROOT)));
        return dataColumns.stream()
                .filter(c -> !names.contains(c.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<ColumnDefinition> nullable(List<ColumnDefinition> columns) {
        return columns.stream()
                .map(c -> new ColumnDefinition(c.name(), c.type(), true))
                .toList();
    }

    private static List<FileStatus> sample(List<FileStatus> files) {
        if (files.size() <= MAX_FILES_OPENED) {
            return files;
        }
        List<FileStatus> sample = new ArrayList<>(MAX_FILES_OPENED);
        for (int i = 0; i < MAX_FILES_OPENED; i++) {
            sample.add(files.get((int) ((long) i * (files.size() - 1) / (MAX_FILES_OPENED - 1))));
        }
        return sample;
    }

    private FormatReader reader(StorageFormat format) {
        FormatReader reader = readers.get(format);
        if (reader == null) {
            throw new EngineException(ErrorCode.NOT_SUPPORTED, "Storage format is not supported: " + format);
        }
        return reader;
    }
}
