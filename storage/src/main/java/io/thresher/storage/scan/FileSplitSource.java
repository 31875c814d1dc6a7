package io.thresher.storage.scan;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans one file after the other as splits are asked for, so that reading starts before all files are planned. */
final class FileSplitSource implements SplitSource {
    private final FileSystem fileSystem;
    private final FormatReader reader;
    private final ScanRequest request;
    private final Function<FileStatus, TableStatistics> statistics;
    private final boolean checksNulls;
    private final PartitionPruner pruner;
    private final Iterator<FileStatus> files;
    private Iterator<Split> planned = Collections.emptyIterator();
    private final Set<List<@Nullable String>> prunedPartitions = new HashSet<>();
    private final ScanMetrics metrics = new ScanMetrics();
    private boolean closed;

    /** Plans {@code files}; {@code statistics} tells what one says of its columns. */
    FileSplitSource(
            FileSystem fileSystem,
            FormatReader reader,
            ScanRequest request,
            List<FileStatus> files,
            Function<FileStatus, TableStatistics> statistics) {
        this.fileSystem = fileSystem;
        this.reader = reader;
        this.request = request;
        this.statistics = statistics;
        this.checksNulls = request.table().dataColumns().stream().anyMatch(c -> !c.nullable());
        this.pruner = new PartitionPruner(request.table(), request.predicates());
        this.files = files.iterator();
    }

    @Override
    public synchronized @Nullable Split next() {
        while (!closed && !planned.hasNext() && files.hasNext()) {
            request.stopCheck().check();
            plan(files.next());
        }
        return !closed && planned.hasNext() ? planned.next() : null;
    }

    private void plan(FileStatus file) {
        boolean emptyText = file.length() == 0 && request.table().format() != StorageFormat.PARQUET;
        if (emptyText) {
            return;
        }
        List<@Nullable String> values =
                PartitionFolders.values(file, request.table().partitionColumns());
        checkPartitionNulls(file, values);
        if (!pruner.mayMatch(values)) {
            if (prunedPartitions.add(values)) {
                metrics.partitionsPruned.increment();
            }
            return;
        }
        if (checksNulls) {
            checkNulls(file);
        }
        metrics.files.increment();
        planned = reader.split(fileSystem, file, values, request, metrics).iterator();
    }

    private void checkPartitionNulls(FileStatus file, List<@Nullable String> partitionValues) {
        for (int i = 0; i < partitionValues.size(); i++) {
            ColumnDefinition column = request.table().partitionColumns().get(i);
            if (!column.nullable() && partitionValues.get(i) == null) {
                throw NotNullReader.violation(column.name(), file.location());
            }
        }
    }

    /** Refuses a file known to hold NULL in a NOT NULL column, read or not: a plan may count rows instead of values. */
    private void checkNulls(FileStatus file) {
        TableStatistics ofFile = statistics.apply(file);
        for (ColumnDefinition column : request.table().dataColumns()) {
            if (!column.nullable() && ofFile.column(column.name()).nullCount() > 0) {
                throw NotNullReader.violation(column.name(), file.location());
            }
        }
    }

    @Override
    public ScanMetrics metrics() {
        return metrics;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (planned instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new EngineException(ErrorCode.FILE_READ_FAILED, "Scan cannot be closed", e);
            }
        }
    }
}
