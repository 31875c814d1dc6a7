package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.InputFile;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the data pages of a column chunk: from its offset index if that fits the chunk without a gap, else by walking the
 * page headers, bodies skipped.
 */
final class PageDirectoryReader {
    /** More pages than any writer makes of one chunk. */
    private static final int MAX_PAGES = 4 << 20;

    private static final int MAX_INDEX_BYTES = 16 << 20;

    private PageDirectoryReader() {}

    static PageDirectory read(ParquetFile file, InputFile input, RowGroup rowGroup, FileColumn column) {
        ColumnChunk chunk = rowGroup.chunks().get(column.leaf());
        PageDirectory indexed = chunk.offsetIndexAt() > 0 ? readIndex(input, rowGroup, chunk) : null;
        if (indexed != null) {
            return indexed;
        }
        try {
            return walk(file, input, rowGroup, chunk);
        } catch (EngineException e) {
            throw PlacedErrors.place(e, file, ", row group: " + rowGroup.index() + ", column: " + column.name());
        }
    }

    private static PageDirectory walk(ParquetFile file, InputFile input, RowGroup rowGroup, ColumnChunk chunk) {
        PageDirectory.Builder pages = new PageDirectory.Builder();
        HeaderWalker walker = new HeaderWalker(input, chunk, file.footerAt());
        long at = chunk.start();
        while (pages.rows() < rowGroup.rowCount()) {
            PageHeader header = walker.read(at);
            if (header.isData() && header.valueCount() > 0) {
                pages.add(at, header.valueCount(), header.compressedBytes());
                if (pages.count() > MAX_PAGES) {
                    throw new EngineException(ErrorCode.FILE_CORRUPT, "Column chunk has too many pages");
                }
            }
            at += header.headerBytes() + (long) header.compressedBytes();
        }
        if (pages.rows() != rowGroup.rowCount()) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Pages hold other than the row group's rows; rows " + rowGroup.rowCount() + ", in pages "
                            + pages.rows());
        }
        return pages.build();
    }

    /** The index's pages, or null if it is damaged or does not cover the chunk page by page. */
    private static @Nullable PageDirectory readIndex(InputFile input, RowGroup rowGroup, ColumnChunk chunk) {
        if (chunk.offsetIndexBytes() > MAX_INDEX_BYTES) {
            return null;
        }
        byte[] bytes = new byte[chunk.offsetIndexBytes()];
        input.read(chunk.offsetIndexAt(), bytes, 0, bytes.length);
        try {
            ThriftReader thrift = new ThriftReader(bytes, 0, bytes.length);
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                if (id == 1) {
                    return locations(thrift, rowGroup, chunk);
                }
                thrift.skip();
            }
            return null;
        } catch (EOFException e) {
            return null;
        } catch (EngineException e) {
            if (e.code() == ErrorCode.FILE_CORRUPT) {
                return null;
            }
            throw e;
        }
    }

    private static @Nullable PageDirectory locations(ThriftReader thrift, RowGroup rowGroup, ColumnChunk chunk)
            throws EOFException {
        int count = thrift.readListStart(ThriftReader.STRUCT);
        PageDirectory.Builder pages = new PageDirectory.Builder();
        long expectedOffset = -1;
        long pendingOffset = 0;
        int pendingBytes = 0;
        for (int i = 0; i < count; i++) {
            long offset = -1;
            int size = -1;
            long firstRow = -1;
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                switch (id) {
                    case 1 -> offset = thrift.readLong();
                    case 2 -> size = thrift.readInt();
                    case 3 -> firstRow = thrift.readLong();
                    default -> thrift.skip();
                }
            }
            boolean inChunk = offset >= chunk.start() && size > 0 && offset + size <= chunk.start() + chunk.length();
            boolean adjoins = i == 0 ? firstRow == 0 : offset == expectedOffset && firstRow > pages.rows();
            if (!inChunk || !adjoins || firstRow > rowGroup.rowCount()) {
                return null;
            }
            if (i > 0) {
                pages.add(pendingOffset, rows(firstRow - pages.rows()), pendingBytes);
            }
            pendingOffset = offset;
            pendingBytes = size;
            expectedOffset = offset + size;
        }
        boolean whole =
                count > 0 && expectedOffset == chunk.start() + chunk.length() && pages.rows() < rowGroup.rowCount();
        if (!whole) {
            return null;
        }
        pages.add(pendingOffset, rows(rowGroup.rowCount() - pages.rows()), pendingBytes);
        return pages.build();
    }

    private static int rows(long count) {
        if (count > Integer.MAX_VALUE) {
            throw ThriftReader.damaged();
        }
        return (int) count;
    }
}
