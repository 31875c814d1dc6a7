package io.thresher.storage.parquet.writing;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.parquet.compression.Compressor;
import io.thresher.storage.parquet.writing.PageRange.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pages of one column chunk to the image of its row group, whose start counts as offset 0: the dictionary page if there
 * is one, then V1 data pages. One thread; the maker closes it.
 */
final class ChunkPages implements AutoCloseable {
    private final Compressor compressor;
    private final ByteSink image;
    private final ByteSink page;
    private final ByteSink packed;

    ChunkPages(Compressor compressor, ByteSink image, QueryMemory memory) {
        this.compressor = compressor;
        this.image = image;
        this.page = new ByteSink(memory);
        this.packed = new ByteSink(memory);
    }

    /** Writes all pages of a chunk. */
    EncodedChunk write(ColumnChunkEncoder chunk) {
        List<PageRange> ranges = chunk.endPages();
        ValueDictionary dictionary = chunk.usefulDictionary();
        int start = image.length();
        long uncompressed = dictionary == null ? 0 : writeDictionary(chunk, dictionary);
        int dataStart = image.length();
        List<PageLocation> locations = new ArrayList<>();
        long firstRow = 0;
        for (PageRange range : ranges) {
            int pageAt = image.length();
            uncompressed += writeData(chunk, range, dictionary);
            locations.add(new PageLocation(pageAt, image.length() - pageAt, firstRow));
            firstRow += range.rows();
        }
        EncodedChunk.Place place = new EncodedChunk.Place(start, dataStart, image.length(), uncompressed);
        return EncodedChunk.of(chunk, List.copyOf(ranges), place, new OffsetIndex(locations));
    }

    private long writeDictionary(ColumnChunkEncoder chunk, ValueDictionary dictionary) {
        page.reset();
        dictionary.writeEntries(chunk.plain(), page);
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
        header.setDictionary_page_header(new DictionaryPageHeader(dictionary.entryCount(), Encoding.PLAIN));
        return flush(header);
    }

    private long writeData(ColumnChunkEncoder chunk, PageRange range, @Nullable ValueDictionary dictionary) {
        page.reset();
        if (chunk.layout().column().nullable()) {
            page.putInt(range.levels().length());
            page.write(
                    chunk.levels().array(),
                    range.levels().start(),
                    range.levels().length());
        }
        if (dictionary != null) {
            writeCodes(chunk.codes(), range.values(), dictionary.bitWidth());
        } else if (chunk.layout().mayHaveDictionary()) {
            page.write(
                    chunk.plain().array(), range.plain().start(), range.plain().length());
        } else {
            writeBits(chunk.plain().array(), range.plain());
        }
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        Encoding encoding = dictionary == null ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
        header.setData_page_header(new DataPageHeader(range.rows(), encoding, Encoding.RLE, Encoding.RLE));
        return flush(header);
    }

    private void writeCodes(IntSink codes, Range values, int bitWidth) {
        page.write(bitWidth);
        RunLengthEncoder encoder = new RunLengthEncoder(bitWidth, page);
        for (int i = values.start(); i < values.end(); i++) {
            encoder.add(codes.get(i));
        }
        encoder.finish();
    }

    /** BOOLEAN: a bit a value, the lowest first. */
    private void writeBits(byte[] booleans, Range values) {
        for (int i = values.start(); i < values.end(); i += 8) {
            int bits = 0;
            for (int bit = 0; bit < Math.min(8, values.end() - i); bit++) {
                bits |= booleans[i + bit] << bit;
            }
            page.write(bits);
        }
    }

    /** Writes header and compressed page; returns the bytes of both as if not compressed. */
    private long flush(PageHeader header) {
        packed.reset();
        packed.ensureRoom(compressor.maxCompressedLength(page.length()));
        int length = compressor.compress(page.array(), 0, page.length(), packed.array(), 0);
        header.setUncompressed_page_size(page.length());
        header.setCompressed_page_size(length);
        int headerAt = image.length();
        try {
            Util.writePageHeader(header, image);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        int headerBytes = image.length() - headerAt;
        image.write(packed.array(), 0, length);
        return headerBytes + (long) page.length();
    }

    @Override
    public void close() {
        page.close();
        packed.close();
    }
}
