package io.thresher.storage.scan;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file format. Stateless but for caches; thread-safe. */
public interface FormatReader {
    /** The schema of one file, with the options in a table's properties. */
    List<ColumnDefinition> inferSchema(FileSystem fileSystem, FileStatus file, Map<String, String> properties);

    /** Properties found by sniffing (delimiter, header ...) that later reads of the same table must use again. */
    Map<String, String> sniff(FileSystem fileSystem, FileStatus file, Map<String, String> properties);

    /** What one file says about its own rows without being read through; UNKNOWN if nothing. */
    TableStatistics statistics(FileSystem fileSystem, FileStatus file, Table table);

    /**
     * Cuts a file into splits, leaving out what the predicates exclude. Iterated once, while splits are being read; an
     * iterator that is AutoCloseable is closed if that ends early.
     */
    Iterable<Split> split(
            FileSystem fileSystem,
            FileStatus file,
            List<@Nullable String> partitionValues,
            ScanRequest request,
            ScanMetrics metrics);

    /** Opens a split. Columns that the file lacks read as NULL, partition columns as constants. */
    BatchReader open(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics);
}
