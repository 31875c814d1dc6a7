package io.thresher.storage.parquet.writing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What the footer and the indexes say of a column chunk; offsets count from the start of its row group until {@link #moveTo}. The column
 * index is null where a page has values but no bounds.
 */
record EncodedChunk(
        ColumnMetaData metaData,
        OffsetIndex offsetIndex,
        @Nullable ColumnIndex columnIndex) {

    /** Where the chunk, and in it the data pages, begin and end, and its bytes before compression. */
    record Place(int start, int dataStart, int end, long uncompressedBytes) {}

    static EncodedChunk of(ColumnChunkEncoder chunk, List<PageRange> pages, Place place, OffsetIndex offsets) {
        ColumnLayout layout = chunk.layout();
        boolean coded = place.dataStart() > place.start();
        long rows = pages.stream().mapToLong(PageRange::rows).sum();
        ColumnMetaData metaData = new ColumnMetaData(
                layout.type(),
                coded
                        ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                        : List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(layout.column().name()),
                CompressionCodec.UNCOMPRESSED,
                rows,
                place.uncompressedBytes(),
                place.end() - place.start(),
                place.dataStart());
        List<PageEncodingStats> encodings = new ArrayList<>();
        if (coded) {
            metaData.setDictionary_page_offset(place.start());
            encodings.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
        }
        encodings.add(new PageEncodingStats(
                PageType.DATA_PAGE, coded ? Encoding.RLE_DICTIONARY : Encoding.PLAIN, pages.size()));
        metaData.setEncoding_stats(encodings);
        metaData.setStatistics(statistics(chunk.bounds(), pages));
        return new EncodedChunk(metaData, offsets, columnIndex(pages));
    }

    private static Statistics statistics(@Nullable Bounds bounds, List<PageRange> pages) {
        Statistics statistics = new Statistics();
        statistics.setNull_count(pages.stream().mapToLong(PageRange::nullCount).sum());
        if (bounds != null) {
            statistics.setMin_value(bounds.min());
            statistics.setMax_value(bounds.max());
            statistics.setIs_min_value_exact(true);
            statistics.setIs_max_value_exact(true);
        }
        return statistics;
    }

    private static @Nullable ColumnIndex columnIndex(List<PageRange> pages) {
        List<Boolean> allNull = new ArrayList<>();
        List<ByteBuffer> min = new ArrayList<>();
        List<ByteBuffer> max = new ArrayList<>();
        List<Long> nullCounts = new ArrayList<>();
        for (PageRange page : pages) {
            Bounds bounds = page.bounds();
            boolean empty = page.values().length() == 0;
            if (bounds == null && !empty) {
                return null;
            }
            allNull.add(empty);
            min.add(bounds == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bounds.min()));
            max.add(bounds == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bounds.max()));
            nullCounts.add((long) page.nullCount());
        }
        ColumnIndex index = new ColumnIndex(allNull, min, max, BoundaryOrder.UNORDERED);
        index.setNull_counts(nullCounts);
        return index;
    }

    /** Makes all offsets those of a file in which the row group starts at {@code offset}, and gives the footer's entry. */
    ColumnChunk moveTo(long offset, CompressionCodec codec) {
        metaData.setCodec(codec);
        metaData.setData_page_offset(metaData.getData_page_offset() + offset);
        if (metaData.isSetDictionary_page_offset()) {
            metaData.setDictionary_page_offset(metaData.getDictionary_page_offset() + offset);
        }
        offsetIndex.getPage_locations().forEach(location -> location.setOffset(location.getOffset() + offset));
        // The format asks for 0 here, as the field once meant two things.
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(metaData);
        return chunk;
    }
}
