package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;

/**
 * Reads a file's footer and checks it: sizes against the file's length before anything is allocated, ranges of column
 * chunks, and that all row counts agree. Thread-safe.
 */
final class FooterReader {
    /** Magic and footer length at the end of a file. */
    private static final int TAIL_BYTES = 8;

    private static final int MIN_FILE_BYTES = TAIL_BYTES + 4;
    /** Read at once with the tail; most footers fit. */
    private static final int FIRST_READ_BYTES = 32 << 10;

    private static final int MAX_SCHEMA_DEPTH = 100;
    private static final AtomicLong NEXT_DICTIONARY_ID = new AtomicLong(1);

    private FooterReader() {}

    static ParquetFile read(FileSystem fileSystem, FileStatus status) {
        try (InputFile input = fileSystem.open(status)) {
            return read(input);
        }
    }

    private static ParquetFile read(InputFile input) {
        FileStatus status = input.status();
        if (status.length() < MIN_FILE_BYTES) {
            throw corrupt(status, "File is too short to be Parquet, bytes " + status.length(), null);
        }
        int firstBytes = (int) Math.min(status.length(), FIRST_READ_BYTES);
        byte[] end = new byte[firstBytes];
        input.read(status.length() - firstBytes, end, 0, firstBytes);
        checkMagic(status, new String(end, firstBytes - 4, 4, StandardCharsets.ISO_8859_1));
        long footerBytes = littleEndianInt(end, firstBytes - TAIL_BYTES) & 0xFFFFFFFFL;
        if (footerBytes > status.length() - MIN_FILE_BYTES || footerBytes > Integer.MAX_VALUE - TAIL_BYTES) {
            throw corrupt(status, "Footer is longer than the file, bytes " + footerBytes, null);
        }
        long footerAt = status.length() - TAIL_BYTES - footerBytes;
        byte[] footer = end;
        int offset = (int) (firstBytes - TAIL_BYTES - footerBytes);
        if (offset < 0) {
            footer = new byte[(int) footerBytes];
            offset = 0;
            input.read(footerAt, footer, 0, (int) footerBytes);
        }
        return parse(status, footer, offset, (int) footerBytes, footerAt);
    }

    private static void checkMagic(FileStatus status, String magic) {
        if (magic.equals("PARE")) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED, "Encrypted Parquet files are not supported; file: " + status.location());
        }
        if (!magic.equals("PAR1")) {
            throw corrupt(status, "File does not end as a Parquet file does", null);
        }
    }

    private static ParquetFile parse(FileStatus status, byte[] footer, int offset, int length, long footerAt) {
        try {
            // The length as message limit makes Thrift refuse lists and strings that pass the footer.
            FileMetaData thrift =
                    Util.readFileMetaData(new ByteArrayInputStream(footer, offset, length), Math.max(1, length));
            checkSchemaDepth(thrift);
            ParquetMetadata metadata = new ParquetMetadataConverter().fromParquetMetadata(thrift);
            return convert(status, thrift, metadata, footerAt);
        } catch (EngineException e) {
            throw PlacedErrors.place(e, status.location().toString());
        } catch (IOException | RuntimeException e) {
            // The library reports damage with exceptions of many kinds.
            throw corrupt(status, "Footer is damaged", e);
        }
    }

    private static void checkSchemaDepth(FileMetaData thrift) {
        List<org.apache.parquet.format.SchemaElement> elements = thrift.getSchema();
        int[] left = new int[MAX_SCHEMA_DEPTH];
        int depth = -1;
        for (org.apache.parquet.format.SchemaElement element : elements) {
            while (depth >= 0 && left[depth] == 0) {
                depth--;
            }
            if (depth >= 0) {
                left[depth]--;
            }
            if (element.getNum_children() > 0) {
                if (++depth == MAX_SCHEMA_DEPTH) {
                    throw new EngineException(ErrorCode.FILE_CORRUPT, "Schema is nested too deeply");
                }
                left[depth] = element.getNum_children();
            }
        }
    }

    private static ParquetFile convert(
            FileStatus status, FileMetaData thrift, ParquetMetadata metadata, long footerAt) {
        var schema = metadata.getFileMetaData().getSchema();
        int leafCount = schema.getColumns().size();
        List<RowGroup> rowGroups = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < metadata.getBlocks().size(); i++) {
            BlockMetaData block = metadata.getBlocks().get(i);
            if (block.getPath() != null && !block.getPath().isEmpty()) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Parquet files whose data lies in other files are not supported; file: " + status.location());
            }
            check(block.getRowCount() >= 0, "Row group has a negative row count");
            check(block.getColumns().size() == leafCount, "Row group lacks columns of the schema");
            rows = Math.addExact(rows, block.getRowCount());
            rowGroups.add(new RowGroup(
                    i, block.getRowCount(), chunks(block, thrift.getRow_groups().get(i), footerAt)));
        }
        List<FileColumn> columns = SchemaMapping.columns(schema);
        if (columns.stream().anyMatch(c -> c.unreadable() == null)) {
            // Old writers put 0 as the file's row count; the columns' counts are a better witness.
            checkValueCounts(columns, rowGroups);
        } else {
            check(rows == thrift.getNum_rows(), "Row counts of file and row groups differ");
        }
        long ids = NEXT_DICTIONARY_ID.getAndAdd((long) rowGroups.size() * leafCount + 1);
        return new ParquetFile(status, rows, footerAt, leafCount, columns, List.copyOf(rowGroups), ids);
    }

    /** Flat columns have as many values as rows; that tells a damaged count from a right one. */
    private static void checkValueCounts(List<FileColumn> columns, List<RowGroup> rowGroups) {
        for (FileColumn column : columns) {
            if (column.unreadable() != null) {
                continue;
            }
            for (RowGroup rowGroup : rowGroups) {
                ColumnChunk chunk = rowGroup.chunks().get(column.leaf());
                check(
                        chunk.encrypted() || chunk.valueCount() == rowGroup.rowCount(),
                        "Value count of a column is not the row count of its row group, column " + column.name());
            }
        }
    }

    private static List<ColumnChunk> chunks(
            BlockMetaData block, org.apache.parquet.format.RowGroup thrift, long footerAt) {
        List<ColumnChunk> chunks = new ArrayList<>(block.getColumns().size());
        for (int i = 0; i < block.getColumns().size(); i++) {
            boolean encrypted = thrift.getColumns().get(i).isSetCrypto_metadata();
            chunks.add(chunk(block.getColumns().get(i), encrypted, block.getRowCount(), footerAt));
        }
        return List.copyOf(chunks);
    }

    private static ColumnChunk chunk(ColumnChunkMetaData column, boolean encrypted, long rowCount, long footerAt) {
        if (encrypted || column.isEncrypted()) {
            return new ColumnChunk(0, 0, 0, 0, "UNCOMPRESSED", true, null, 0, 0);
        }
        if (rowCount == 0) {
            return new ColumnChunk(0, 0, column.getValueCount(), 0, "UNCOMPRESSED", false, null, 0, 0);
        }
        long start = column.getStartingPos();
        long length = column.getTotalSize();
        boolean inside = start >= 4 && length >= 0 && start <= footerAt && length <= footerAt - start;
        check(
                inside,
                "Column chunk lies outside of the file, column "
                        + column.getPath().toDotString());
        Statistics<?> statistics = column.getStatistics();
        IndexReference index = column.getOffsetIndexReference();
        boolean indexed = index != null
                && index.getOffset() >= 4
                && index.getLength() > 0
                && index.getOffset() <= footerAt - index.getLength();
        return new ColumnChunk(
                start,
                length,
                column.getValueCount(),
                column.getTotalUncompressedSize(),
                column.getCodec().name(),
                false,
                statistics == null || statistics.isEmpty() ? null : statistics,
                indexed ? index.getOffset() : 0,
                indexed ? index.getLength() : 0);
    }

    private static void check(boolean sound, String message) {
        if (!sound) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, message);
        }
    }

    private static int littleEndianInt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    private static EngineException corrupt(
            FileStatus status, String message, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(ErrorCode.FILE_CORRUPT, message + "; file: " + status.location(), cause);
    }
}
