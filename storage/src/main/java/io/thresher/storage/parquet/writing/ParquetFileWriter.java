package io.thresher.storage.parquet.writing;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file: V1 pages, dictionaries where they pay, statistics and page indexes. Rows come as lent batches to {@link #write},
 * or as whole row groups that others have encoded to {@link #append}. The file has its name only once {@link #finish} has returned; until
 * then it is a hidden one beside it, which {@link #close} deletes. One thread at a time.
 */
public final class ParquetFileWriter implements AutoCloseable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** Readers take a writer's name and version from it. */
    private static final String CREATED_BY = "thresher version 0.1.0";

    private static final int FORMAT_VERSION = 1;
    /** A row group of long texts ends early. */
    private static final long MAX_HELD_BYTES = 256L << 20;

    private final Path target;
    private final Path partial;
    private final ParquetWriteOptions options;
    private final CompressionCodec codec;
    private final QueryMemory memory;
    private final List<ColumnLayout> layouts;
    private final CountedOutput output;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final List<List<EncodedChunk>> chunks = new ArrayList<>();
    private @Nullable RowGroupEncoder current;
    private boolean finished;

    /**
     * Begins a file.
     *
     * @throws EngineException NOT_SUPPORTED for a column that Parquet has no type for, FILE_WRITE_FAILED
     */
    public ParquetFileWriter(
            Path target, List<ColumnDefinition> columns, ParquetWriteOptions options, QueryMemory memory) {
        this.layouts = columns.stream().map(ColumnLayout::of).toList();
        this.target = target;
        this.partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        this.options = options;
        this.codec = CompressionCodec.valueOf(options.codec());
        this.memory = memory;
        try {
            this.output = new CountedOutput(Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW));
            output.write(MAGIC);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A new encoder of row groups for this file; the caller closes it. */
    public RowGroupEncoder newRowGroup() {
        return new RowGroupEncoder(layouts, options, memory);
    }

    /**
     * Appends the selected rows of a lent batch.
     *
     * @throws EngineException FILE_WRITE_FAILED, MEMORY_LIMIT_EXCEEDED
     */
    public void write(ColumnBatch batch) {
        if (current == null) {
            current = newRowGroup();
        }
        int from = 0;
        while (from < batch.selectedCount()) {
            int to = Math.min(batch.selectedCount(), from + options.rowGroupRows() - current.rowCount());
            current.write(batch, from, to);
            from = to;
            if (current.rowCount() >= options.rowGroupRows() || current.heldBytes() > MAX_HELD_BYTES) {
                endRowGroup(current);
            }
        }
    }

    private void endRowGroup(RowGroupEncoder rowGroup) {
        rowGroup.finish();
        append(rowGroup);
        rowGroup.reset();
    }

    /**
     * Appends a row group that is finished; one without rows leaves no trace.
     *
     * @throws EngineException FILE_WRITE_FAILED
     */
    public void append(RowGroupEncoder rowGroup) {
        if (finished) {
            throw new IllegalStateException("File is finished");
        }
        if (rowGroup.rowCount() == 0) {
            return;
        }
        rowGroup.finish();
        long offset = output.position;
        try {
            output.write(rowGroup.image().array(), 0, rowGroup.image().length());
        } catch (IOException e) {
            throw failed(e);
        }
        List<ColumnChunk> entries = new ArrayList<>();
        long uncompressed = 0;
        for (EncodedChunk chunk : rowGroup.chunks()) {
            entries.add(chunk.moveTo(offset, codec));
            uncompressed += chunk.metaData().getTotal_uncompressed_size();
        }
        RowGroup entry = new RowGroup(entries, uncompressed, rowGroup.rowCount());
        entry.setFile_offset(offset);
        entry.setTotal_compressed_size(rowGroup.image().length());
        if (rowGroups.size() <= Short.MAX_VALUE) {
            entry.setOrdinal((short) rowGroups.size());
        }
        rowGroups.add(entry);
        chunks.add(rowGroup.chunks());
    }

    /**
     * Writes the end of the file and gives it its name, replacing a file of that name.
     *
     * @throws EngineException FILE_WRITE_FAILED
     */
    public void finish() {
        if (current != null) {
            endRowGroup(current);
        }
        try {
            writeIndexes();
            writeFooter();
            output.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
        finished = true;
    }

    private void writeIndexes() throws IOException {
        for (int group = 0; group < rowGroups.size(); group++) {
            for (int c = 0; c < layouts.size(); c++) {
                EncodedChunk chunk = chunks.get(group).get(c);
                ColumnChunk entry = rowGroups.get(group).getColumns().get(c);
                if (chunk.columnIndex() != null) {
                    entry.setColumn_index_offset(output.position);
                    Util.writeColumnIndex(chunk.columnIndex(), output);
                    entry.setColumn_index_length((int) (output.position - entry.getColumn_index_offset()));
                }
            }
        }
        for (int group = 0; group < rowGroups.size(); group++) {
            for (int c = 0; c < layouts.size(); c++) {
                ColumnChunk entry = rowGroups.get(group).getColumns().get(c);
                entry.setOffset_index_offset(output.position);
                Util.writeOffsetIndex(chunks.get(group).get(c).offsetIndex(), output);
                entry.setOffset_index_length((int) (output.position - entry.getOffset_index_offset()));
            }
        }
    }

    private void writeFooter() throws IOException {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("schema");
        root.setNum_children(layouts.size());
        schema.add(root);
        layouts.forEach(layout -> schema.add(layout.schemaElement()));
        long rows = rowGroups.stream().mapToLong(RowGroup::getNum_rows).sum();
        FileMetaData metaData = new FileMetaData(FORMAT_VERSION, schema, rows, rowGroups);
        metaData.setCreated_by(CREATED_BY);
        List<ColumnOrder> orders = new ArrayList<>();
        layouts.forEach(layout -> orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        metaData.setColumn_orders(orders);
        long start = output.position;
        Util.writeFileMetaData(metaData, output);
        int length = (int) (output.position - start);
        output.write(new byte[] {(byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) (length >>> 24)});
        output.write(MAGIC);
    }

    private EngineException failed(IOException cause) {
        return new EngineException(
                ErrorCode.FILE_WRITE_FAILED,
                "File cannot be written: " + target + " (" + cause.getMessage() + ")",
                cause);
    }

    /** Frees all memory; deletes what was written if it was not finished. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
        if (!finished) {
            try {
                output.close();
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /** Counts the bytes written. */
    private static final class CountedOutput extends OutputStream {
        private static final int BUFFER_BYTES = 64 << 10;

        private final OutputStream target;
        private long position;

        CountedOutput(OutputStream target) {
            this.target = new BufferedOutputStream(target, BUFFER_BYTES);
        }

        @Override
        public void write(int value) throws IOException {
            target.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void close() throws IOException {
            target.close();
        }
    }
}
