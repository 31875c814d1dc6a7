package io.thresher.storage.parquet;

import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.InputFile;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.StoreUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into splits: leaves out row groups that cannot match, and cuts large ones into row ranges so that one huge
 * row group still feeds all cores. A cut through a page makes both neighbours decompress it, so cuts are put where the
 * pages cut through are few bytes.
 */
final class SplitPlanner {
    /** A row group of at most twice this many rows is one split. */
    static final long MIN_SPLIT_ROWS = 64 << 10;

    /** Rows of the splits whose columns are kept in memory. */
    static final long FIXED_SPLIT_ROWS = 2 * MIN_SPLIT_ROWS;

    /** A page of so many rows is decompressed once for all splits that it spans, so it may be cut anywhere. */
    static final int LARGE_PAGE_ROWS = (int) (4 * MIN_SPLIT_ROWS);

    /** Into how many splits a large page is cut at most, as each passes over the values before its own. */
    private static final int MAX_LARGE_PAGE_SPLITS = 16;

    /** The part of a split's bytes that its last cut may make another split read again. */
    private static final double MAX_WASTE = 0.2;

    private static final long MAX_CACHED_PAGES = 1 << 20;

    private final PageDirectoryCache directories = new PageDirectoryCache(MAX_CACHED_PAGES);

    List<Split> plan(
            FileSystem fileSystem,
            ParquetFile file,
            RequestedColumns columns,
            List<@Nullable String> partitionValues,
            ScanRequest request,
            ScanMetrics metrics) {
        StatisticsPruner pruner = new StatisticsPruner(file, request);
        List<RowGroup> kept = new ArrayList<>();
        for (RowGroup rowGroup : file.rowGroups()) {
            metrics.rowGroups.increment();
            if (!pruner.mayMatch(rowGroup)) {
                metrics.rowGroupsPruned.increment();
            } else if (rowGroup.rowCount() > 0) {
                kept.add(rowGroup);
            }
        }
        if (request.storeUse() != StoreUse.OFF) {
            return fixedSplits(file, partitionValues, kept, columns.readable());
        }
        List<Split> splits = new ArrayList<>();
        List<FileColumn> readable = columns.readable();
        boolean cuts = !readable.isEmpty() && kept.stream().anyMatch(g -> g.rowCount() > 2 * MIN_SPLIT_ROWS);
        if (!cuts) {
            kept.forEach(g -> splits.add(split(file, partitionValues, g, readable, 0, g.rowCount())));
            return splits;
        }
        try (InputFile input = fileSystem.open(file.status())) {
            for (RowGroup rowGroup : kept) {
                long[] cutRows = rowGroup.rowCount() <= 2 * MIN_SPLIT_ROWS
                        ? new long[0]
                        : cuts(directories(file, input, rowGroup, readable), rowGroup.rowCount());
                long first = 0;
                for (int i = 0; i <= cutRows.length; i++) {
                    long end = i < cutRows.length ? cutRows[i] : rowGroup.rowCount();
                    splits.add(split(file, partitionValues, rowGroup, readable, first, end));
                    first = end;
                }
            }
        }
        return splits;
    }

    /** Cuts that do not depend on the columns, so that what is kept of one query's columns fits the next one's. */
    private static List<Split> fixedSplits(
            ParquetFile file,
            List<@Nullable String> partitionValues,
            List<RowGroup> rowGroups,
            List<FileColumn> columns) {
        List<Split> splits = new ArrayList<>();
        for (RowGroup rowGroup : rowGroups) {
            for (long first = 0; first < rowGroup.rowCount(); first += FIXED_SPLIT_ROWS) {
                long end = Math.min(rowGroup.rowCount(), first + FIXED_SPLIT_ROWS);
                splits.add(split(file, partitionValues, rowGroup, columns, first, end));
            }
        }
        return splits;
    }

    private static Split split(
            ParquetFile file,
            List<@Nullable String> partitionValues,
            RowGroup rowGroup,
            List<FileColumn> columns,
            long firstRow,
            long endRow) {
        long bytes = 0;
        long start = Long.MAX_VALUE;
        for (FileColumn column : columns) {
            ColumnChunk chunk = rowGroup.chunks().get(column.leaf());
            bytes += chunk.length();
            start = Math.min(start, chunk.start());
        }
        long rows = endRow - firstRow;
        long share = (long) ((double) bytes * rows / rowGroup.rowCount());
        return new Split(
                file.status(), partitionValues, columns.isEmpty() ? 0 : start, share, rowGroup.index(), firstRow, rows);
    }

    private List<PageDirectory> directories(
            ParquetFile file, InputFile input, RowGroup rowGroup, List<FileColumn> columns) {
        List<PageDirectory> found = new ArrayList<>();
        for (FileColumn column : columns) {
            if (!rowGroup.chunks().get(column.leaf()).encrypted()) {
                found.add(directories.directory(file, input, rowGroup, column));
            }
        }
        return found;
    }

    /** The rows, ascending, at which a row group with these pages is best cut. */
    static long[] cuts(List<PageDirectory> directories, long rowCount) {
        long[] candidates = LongStream.concat(pageStarts(directories), placesInLargePages(directories, rowCount))
                .sorted()
                .distinct()
                .toArray();
        double bytesOfRow = 0;
        for (PageDirectory directory : directories) {
            for (int page = 0; page < directory.pageCount(); page++) {
                bytesOfRow += (double) directory.bytes(page) / rowCount;
            }
        }
        int[] pages = new int[directories.size()];
        long[] cuts = new long[candidates.length];
        int count = 0;
        long last = 0;
        for (long row : candidates) {
            if (row - last < MIN_SPLIT_ROWS || rowCount - row < MIN_SPLIT_ROWS / 2) {
                continue;
            }
            if (bytesCutThrough(directories, pages, row) <= MAX_WASTE * bytesOfRow * (row - last)) {
                cuts[count++] = row;
                last = row;
            }
        }
        return Arrays.copyOf(cuts, count);
    }

    private static LongStream pageStarts(List<PageDirectory> directories) {
        return directories.stream()
                .flatMapToLong(d -> IntStream.range(0, d.pageCount()).mapToLong(d::firstRow));
    }

    private static LongStream placesInLargePages(List<PageDirectory> directories, long rowCount) {
        boolean anyLarge = directories.stream()
                .anyMatch(d -> IntStream.range(0, d.pageCount()).anyMatch(p -> d.rows(p) >= LARGE_PAGE_ROWS));
        if (!anyLarge) {
            return LongStream.empty();
        }
        long step = Math.max(2 * MIN_SPLIT_ROWS, (rowCount / MAX_LARGE_PAGE_SPLITS + MIN_SPLIT_ROWS) & -MIN_SPLIT_ROWS);
        return LongStream.range(1, rowCount / step + 1).map(i -> i * step);
    }

    /** Bytes of the pages that {@code row} lies inside of; {@code pages} moves along with ascending rows. */
    private static long bytesCutThrough(List<PageDirectory> directories, int[] pages, long row) {
        long bytes = 0;
        for (int i = 0; i < pages.length; i++) {
            PageDirectory directory = directories.get(i);
            while (pages[i] + 1 < directory.pageCount() && directory.firstRow(pages[i] + 1) <= row) {
                pages[i]++;
            }
            if (directory.firstRow(pages[i]) != row && directory.rows(pages[i]) < LARGE_PAGE_ROWS) {
                bytes += directory.bytes(pages[i]);
            }
        }
        return bytes;
    }

    /** A reader of {@code column} that stands at the split's first row. */
    ColumnChunkReader reader(ReadContext context, FileColumn column, Split split) {
        ColumnChunk chunk = context.rowGroup().chunks().get(column.leaf());
        long chunkEnd = chunk.start() + chunk.length();
        if (!context.isPart()) {
            return new ColumnChunkReader(context, column, PagePosition.startOf(chunk), chunkEnd, null);
        }
        PageDirectory directory = directories.directory(context.file(), context.input(), context.rowGroup(), column);
        PagePosition start = directory.position(directory.pageOf(split.firstRow()));
        long end = Math.min(chunkEnd, directory.endOffset(split.firstRow() + split.rowCount()));
        ColumnChunkReader reader = new ColumnChunkReader(context, column, start, end, directory);
        reader.skip(split.firstRow() - start.firstRow());
        return reader;
    }
}
