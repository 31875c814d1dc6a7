package io.thresher.storage.parquet.writing;

import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.parquet.compression.Compressor;
import io.thresher.storage.parquet.compression.Compressors;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes the rows of one row group after another, independent of any file and of other encoders, so that threads may encode beside each
 * other: write batches, {@link #finish}, give it to {@link ParquetFileWriter#append}, {@link #reset}. One thread at a time; the maker closes
 * it.
 */
public final class RowGroupEncoder implements AutoCloseable {
    private final List<ColumnChunkEncoder> columns = new ArrayList<>();
    private final ByteSink image;
    private final Compressor compressor;
    private final ChunkPages pages;
    private List<EncodedChunk> chunks = List.of();
    private int rowCount;
    private boolean finished;

    RowGroupEncoder(List<ColumnLayout> layouts, ParquetWriteOptions options, QueryMemory memory) {
        layouts.forEach(layout -> columns.add(new ColumnChunkEncoder(layout, options, memory)));
        this.image = new ByteSink(memory);
        this.compressor = Compressors.open(options.codec());
        this.pages = new ChunkPages(compressor, image, memory);
    }

    /** Appends the selected rows of a lent batch. */
    public void write(ColumnBatch batch) {
        write(batch, 0, batch.selectedCount());
    }

    /** Appends the selected rows {@code from} to before {@code to}. */
    void write(ColumnBatch batch, int from, int to) {
        if (finished) {
            throw new IllegalStateException("Row group is finished");
        }
        if (batch.columnCount() != columns.size()) {
            throw new IllegalArgumentException("Batch has other columns than the file: " + batch.columnCount());
        }
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).append(batch, c, from, to);
        }
        rowCount += to - from;
    }

    /** Rows written since the last {@link #reset}. */
    public int rowCount() {
        return rowCount;
    }

    /** Bytes of values held, roughly. */
    long heldBytes() {
        return columns.stream().mapToLong(ColumnChunkEncoder::heldBytes).sum();
    }

    /** Makes the pages; nothing can be written any more until {@link #reset}. */
    public void finish() {
        if (!finished) {
            List<EncodedChunk> encoded = new ArrayList<>();
            columns.forEach(column -> encoded.add(pages.write(column)));
            chunks = encoded;
            finished = true;
        }
    }

    /** The bytes of all column chunks; only once finished. */
    ByteSink image() {
        return image;
    }

    List<EncodedChunk> chunks() {
        return chunks;
    }

    /** Forgets everything for the next row group. */
    public void reset() {
        columns.forEach(ColumnChunkEncoder::reset);
        image.reset();
        chunks = List.of();
        rowCount = 0;
        finished = false;
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(columns);
        all.add(pages);
        all.add(image);
        Closing.all(all, compressor);
    }
}
