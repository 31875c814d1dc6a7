package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import io.thresher.storage.parquet.decoding.Dictionary;
import io.thresher.storage.parquet.decoding.DictionaryDecoder;
import io.thresher.storage.parquet.decoding.LevelDecoder;
import io.thresher.storage.parquet.decoding.NullSpreader;
import io.thresher.storage.parquet.decoding.ValueDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads consecutive rows of one flat column of one row group into columns. Pages whose rows are all skipped are neither
 * read nor decompressed. Views stay DICTIONARY while the pages are; a batch that crosses into plain pages comes FLAT. One
 * thread.
 */
final class ColumnChunkReader implements AutoCloseable {
    private final ReadContext context;
    private final FileColumn column;
    private final ChunkPages pages;
    private final StringHeap strings;
    private final boolean isView;
    private final int width;
    private final LevelDecoder levels = new LevelDecoder();
    private final long[] valid = new long[ColumnBatch.MAX_ROWS / 64];

    /** Decides how {@link #read} treats the next values; null until the page is loaded. */
    private @Nullable ValueDecoder values;

    private long pendingSkip;
    private int pageLeft;
    private int skippedInPage;

    /**
     * Reads {@code column} from the first row of the page that {@code start} names; {@code directory}, if there is one,
     * is what {@code start} was taken from.
     */
    ColumnChunkReader(
            ReadContext context,
            FileColumn column,
            PagePosition start,
            long readAheadEnd,
            @Nullable PageDirectory directory) {
        this.context = context;
        this.column = column;
        this.strings = new StringHeap(context.memory());
        this.pages = new ChunkPages(context, column, start, readAheadEnd, directory, strings);
        PhysicalType physical = column.valueLayout().conversion().result();
        this.isView = physical == PhysicalType.VIEW;
        this.width = physical.bytes();
    }

    /** Passes over the next {@code count} rows, when it comes to reading again. */
    void skip(long count) {
        pendingSkip += count;
    }

    /** Reads the next {@code count} rows into {@code target}; its strings live until the next call. */
    void read(Column target, int count) {
        try {
            strings.reset();
            applySkip();
            readRows(target, count);
        } catch (EngineException e) {
            throw locate(e);
        } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
            throw locate(new EngineException(ErrorCode.FILE_CORRUPT, "Page is damaged", e));
        }
    }

    /** Decompresses the page of the next row already, if splits share it and no other thread is at it. */
    void prepare() {
        try {
            applySkip();
            if (pageLeft == 0) {
                nextPage(true);
            }
            pages.prepare();
        } catch (EngineException e) {
            throw locate(e);
        } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
            throw locate(new EngineException(ErrorCode.FILE_CORRUPT, "Page is damaged", e));
        }
    }

    private void readRows(Column target, int count) {
        target.resetFlat();
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        if (column.nullable()) {
            Arrays.fill(valid, 0);
        }
        Dictionary codesOf = null;
        int totalValid = 0;
        int at = 0;
        while (at < count) {
            loadPage();
            int n = Math.min(count - at, pageLeft);
            int present = column.nullable() ? levels.decode(valid, at, n) : n;
            DictionaryDecoder codes = isView && values instanceof DictionaryDecoder decoder ? decoder : null;
            if (codes != null && (at == 0 || codesOf != null)) {
                codesOf = codes.dictionary();
                codes.decodeCodes(target.dataAddress() + 4L * at, present);
                spread(target.dataAddress() + 4L * at, 4, at, n, present);
            } else {
                if (codesOf != null) {
                    flatten(codesOf, target.dataAddress(), at);
                    codesOf = null;
                }
                decode(target.dataAddress() + (long) width * at, present);
                spread(target.dataAddress() + (long) width * at, width, at, n, present);
            }
            totalValid += present;
            at += n;
            pageLeft -= n;
        }
        if (codesOf != null) {
            target.resetDictionary(codesOf.values(), codesOf.size(), codesOf.id());
        }
        if (totalValid < count) {
            RawMemory.copy(valid, 0, target.validityBuffer(count), (count + 63) >>> 6);
        }
    }

    private void decode(long target, int count) {
        ValueDecoder decoder = values;
        if (decoder == null) {
            throw new IllegalStateException("No page is loaded");
        }
        decoder.decode(target, count);
    }

    private void spread(long base, int valueBytes, int at, int count, int present) {
        if (present < count) {
            NullSpreader.spread(base, valueBytes, valid, at, count, present);
        }
    }

    /** Turns {@code count} codes into views, in place: from the end, a view never covers a code still to come. */
    private static void flatten(Dictionary dictionary, long data, int count) {
        if (dictionary.size() == 0) {
            RawMemory.fill(data, (long) count * StringView.BYTES, (byte) 0);
            return;
        }
        long entries = dictionary.values().dataAddress();
        for (int i = count - 1; i >= 0; i--) {
            int code = RawMemory.getInt(data + 4L * i);
            StringView.copy(entries + (long) StringView.BYTES * code, data + (long) StringView.BYTES * i);
        }
    }

    /** Makes sure that the current page has rows left and is decompressed, and stands behind the rows skipped in it. */
    private void loadPage() {
        if (pageLeft == 0) {
            nextPage(false);
        }
        if (values == null) {
            values = pages.load(levels);
        }
        if (skippedInPage > 0) {
            int present = column.nullable() ? levels.skip(skippedInPage) : skippedInPage;
            values.skip(present);
            skippedInPage = 0;
        }
    }

    private void nextPage(boolean peek) {
        pageLeft = pages.next(peek);
        values = null;
        skippedInPage = 0;
    }

    private void applySkip() {
        while (pendingSkip > 0) {
            if (pageLeft == 0) {
                nextPage(true);
            }
            int n = (int) Math.min(pendingSkip, pageLeft);
            if (values == null && n == pageLeft && skippedInPage == 0) {
                context.metrics().pagesSkipped.increment();
            }
            skippedInPage += n;
            pageLeft -= n;
            pendingSkip -= n;
        }
    }

    private EngineException locate(EngineException e) {
        String place = ", row group: " + context.rowGroup().index() + ", column: " + column.name() + ", page: "
                + pages.number();
        return PlacedErrors.place(e, context.file(), place);
    }

    @Override
    public void close() {
        pages.close();
        strings.close();
    }
}
