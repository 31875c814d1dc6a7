package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.StringHeap;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.parquet.PageHeader.Kind;
import io.thresher.storage.parquet.compression.Decompressor;
import io.thresher.storage.parquet.compression.Decompressors;
import io.thresher.storage.parquet.decoding.Dictionary;
import io.thresher.storage.parquet.decoding.DictionaryDecoder;
import io.thresher.storage.parquet.decoding.LevelDecoder;
import io.thresher.storage.parquet.decoding.PageEncoding;
import io.thresher.storage.parquet.decoding.ValueDecoder;
import io.thresher.storage.parquet.decoding.ValueDecoders;
import io.thresher.storage.parquet.decoding.ValueLayout;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data pages of one column chunk in order: finds them by their headers and, when asked, checks and decompresses the
 * current one and starts decoders on it. Holds the chunk's dictionary. One thread.
 */
final class ChunkPages implements AutoCloseable {
    /** A page may be this large whatever its chunk declares, because some writers declare too little. */
    private static final int TRUSTED_PAGE_BYTES = 16 << 20;

    private static final int NONE = -1;

    private final ReadContext context;
    private final FileColumn column;
    private final ColumnChunk chunk;
    private final ValueLayout layout;
    private final @Nullable PageDirectory directory;
    private final StringHeap heap;
    private final PageReader reader;
    private final Map<PageEncoding, ValueDecoder> decoders = new EnumMap<>(PageEncoding.class);
    private final boolean shared;

    private @Nullable Decompressor decompressor;
    private @Nullable LargePage large;
    private int largeNumber = NONE;
    private byte[] page = new byte[0];
    private @Nullable Dictionary dictionary;
    private @Nullable PageHeader header;
    private long bodyAt;
    private long nextAt;
    private int number;
    /** Rows of the data pages so far, from where reading began. */
    private long rows;

    ChunkPages(
            ReadContext context,
            FileColumn column,
            PagePosition start,
            long readAheadEnd,
            @Nullable PageDirectory directory,
            StringHeap heap) {
        this.context = context;
        this.column = column;
        this.chunk = context.rowGroup().chunks().get(column.leaf());
        this.layout = column.valueLayout();
        this.heap = heap;
        this.directory = directory;
        this.reader = new PageReader(context, chunk, readAheadEnd);
        this.nextAt = start.offset();
        this.number = start.number() - 1;
        this.shared = context.isPart();
    }

    /** Number of the current data page in its chunk, from 0. */
    int number() {
        return Math.max(0, number);
    }

    /** Goes to the next data page that has values and returns how many; {@code peek}: its body is probably unwanted. */
    int next(boolean peek) {
        while (true) {
            PageHeader next = reader.header(nextAt, peek);
            bodyAt = nextAt + next.headerBytes();
            nextAt = bodyAt + next.compressedBytes();
            if (!next.isData()) {
                continue;
            }
            if (next.valueCount() > 0) {
                number++;
                header = next;
                checkPlace(next);
                return next.valueCount();
            }
        }
    }

    /** A page index that is wrong would shift rows between splits, a page header rows between pages: no checksum covers it. */
    private void checkPlace(PageHeader next) {
        rows += next.valueCount();
        if (rows > context.rowGroup().rowCount()) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Pages hold more than the row group's rows, rows "
                            + context.rowGroup().rowCount());
        }
        if (directory != null && directory.rows(number) != next.valueCount()) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT, "Page is not where the page index says, rows " + next.valueCount());
        }
    }

    /** Decompresses the current page and starts {@code levels} (of an optional column) and the decoder it returns. */
    ValueDecoder load(LevelDecoder levels) {
        PageHeader current = header;
        if (current == null) {
            throw new IllegalStateException("No page");
        }
        ValueDecoder decoder = decoder(current.knownEncoding());
        if (isLarge(current)) {
            LargePage large = largePage(true);
            if (large == null) {
                throw new IllegalStateException("Waited for a page in vain");
            }
            startLarge(current, large, levels, decoder);
            return decoder;
        }
        int at = loadBody(current);
        if (current.kind() == Kind.DATA_V2) {
            startV2(current, at, levels, decoder);
        } else {
            startV1(current, at, levels, decoder);
        }
        return decoder;
    }

    private int loadBody(PageHeader current) {
        checkSizes(current);
        int at = reader.load(bodyAt, current.compressedBytes());
        if (current.hasCrc()) {
            reader.checkCrc(at, current.compressedBytes(), current.crc());
        }
        return at;
    }

    /** Whether the current page is shared with the readers of other splits. */
    private boolean isLarge(PageHeader current) {
        return context.isPart() && current.valueCount() >= SplitPlanner.LARGE_PAGE_ROWS;
    }

    /** Decompresses the current page ahead of {@link #load} if it is large and no other thread is at it. */
    void prepare() {
        PageHeader current = header;
        if (current != null && isLarge(current)) {
            largePage(false);
        }
    }

    private @Nullable LargePage largePage(boolean waits) {
        PageHeader current = header;
        if (current == null || largeNumber == number) {
            return large;
        }
        releaseLarge();
        checkSizes(current);
        long heapBytes = current.uncompressedBytes() + (long) ValueDecoder.SLACK_BYTES;
        large = context.largePages()
                .acquire(context.memory(), dictionaryId(), number, heapBytes, waits, () -> readLarge(current));
        largeNumber = large == null ? NONE : number;
        return large;
    }

    private void releaseLarge() {
        if (largeNumber != NONE) {
            context.largePages().release(context.memory(), dictionaryId(), largeNumber);
            largeNumber = NONE;
            large = null;
        }
    }

    /** Reads the page into an array of its own and gives the window back, which other pages do not need that large. */
    private LargePage readLarge(PageHeader current) {
        int at = loadBody(current);
        byte[] bytes = new byte[current.uncompressedBytes() + ValueDecoder.SLACK_BYTES];
        int levelBytes = 0;
        if (current.kind() == Kind.DATA_V2) {
            levelBytes = current.repetitionBytes() + current.definitionBytes();
            System.arraycopy(reader.window(), at, bytes, 0, levelBytes);
        }
        int from = at + levelBytes;
        int compressed = current.compressedBytes() - levelBytes;
        int plain = current.uncompressedBytes() - levelBytes;
        if (isCompressed() && current.compressed() && plain > 0) {
            decompressor().decompress(reader.window(), from, compressed, bytes, levelBytes, plain);
        } else {
            System.arraycopy(reader.window(), from, bytes, levelBytes, plain);
        }
        reader.close();
        return new LargePage(
                bytes,
                current.repetitionBytes(),
                levelBytes,
                bytes,
                levelBytes,
                current.uncompressedBytes(),
                bytes.length);
    }

    private void startLarge(PageHeader current, LargePage page, LevelDecoder levels, ValueDecoder decoder) {
        int offset = page.valuesFrom();
        if (column.nullable()) {
            if (current.kind() == Kind.DATA_V2) {
                levels.startRunLength(page.levels(), page.levelsFrom(), page.levelsEnd());
            } else {
                offset = startLevels(current, levels, page.values(), offset, page.valuesEnd());
            }
        }
        decoder.start(page.values(), offset, page.valuesEnd());
    }

    private void startV1(PageHeader current, int at, LevelDecoder levels, ValueDecoder decoder) {
        byte[] bytes = reader.window();
        int offset = at;
        int end = at + current.compressedBytes();
        if (isCompressed()) {
            page = decompress(page, at, current.compressedBytes(), current.uncompressedBytes());
            bytes = page;
            offset = 0;
            end = current.uncompressedBytes();
        }
        if (column.nullable()) {
            offset = startLevels(current, levels, bytes, offset, end);
        }
        decoder.start(bytes, offset, end);
    }

    /** Starts the levels of a V1 page and returns where the values follow. */
    private static int startLevels(PageHeader current, LevelDecoder levels, byte[] bytes, int offset, int end) {
        if (current.bitPackedLevels()) {
            int length = (int) ((current.valueCount() + 7L) >>> 3);
            checkLevels(length, end - offset);
            levels.startBitPacked(bytes, offset, current.valueCount());
            return offset + length;
        }
        checkLevels(4, end - offset);
        int length = bytes[offset] & 0xFF
                | (bytes[offset + 1] & 0xFF) << 8
                | (bytes[offset + 2] & 0xFF) << 16
                | bytes[offset + 3] << 24;
        checkLevels(length, end - offset - 4);
        levels.startRunLength(bytes, offset + 4, offset + 4 + length);
        return offset + 4 + length;
    }

    private static void checkLevels(int length, int available) {
        if (length < 0 || length > available) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "Definition levels pass the page, bytes " + length);
        }
    }

    private void startV2(PageHeader current, int at, LevelDecoder levels, ValueDecoder decoder) {
        int levelsAt = at + current.repetitionBytes();
        int levelBytes = current.repetitionBytes() + current.definitionBytes();
        int valuesAt = at + levelBytes;
        if (column.nullable()) {
            levels.startRunLength(reader.window(), levelsAt, valuesAt);
        }
        int compressed = current.compressedBytes() - levelBytes;
        int uncompressed = current.uncompressedBytes() - levelBytes;
        if (isCompressed() && current.compressed() && uncompressed > 0) {
            page = decompress(page, valuesAt, compressed, uncompressed);
            decoder.start(page, 0, uncompressed);
        } else {
            decoder.start(reader.window(), valuesAt, valuesAt + compressed);
        }
    }

    private ValueDecoder decoder(PageEncoding encoding) {
        ValueDecoder decoder = decoders.get(encoding);
        if (decoder == null) {
            decoder = encoding == PageEncoding.DICTIONARY
                    ? new DictionaryDecoder(dictionary(), context.scratch())
                    : ValueDecoders.open(encoding, layout, context.scratch(), heap);
            decoders.put(encoding, decoder);
        }
        return decoder;
    }

    private Dictionary dictionary() {
        Dictionary found = dictionary;
        if (found == null) {
            found = shared
                    ? context.dictionaries().acquire(context.memory(), dictionaryId(), 0, this::readDictionary)
                    : readDictionary();
            dictionary = found;
        }
        return found;
    }

    private long dictionaryId() {
        return context.file().dictionaryId(context.rowGroup().index(), column.leaf());
    }

    private Dictionary readDictionary() {
        PageHeader first = reader.header(chunk.start(), false);
        StringHeap strings = new StringHeap(context.memory());
        Column entries = new Column(column.type(), context.memory());
        ValueDecoder decoder = ValueDecoders.open(PageEncoding.PLAIN, layout, context.scratch(), strings);
        if (first.kind() != Kind.DICTIONARY) {
            // Legal where all values are NULL.
            return new Dictionary(decoder, entries, strings, 0, 0);
        }
        checkDictionary(first);
        int at = reader.load(chunk.start() + first.headerBytes(), first.compressedBytes());
        if (first.hasCrc()) {
            reader.checkCrc(at, first.compressedBytes(), first.crc());
        }
        if (!isCompressed()) {
            decoder.start(reader.window(), at, at + first.compressedBytes());
            return new Dictionary(decoder, entries, strings, first.valueCount(), dictionaryId());
        }
        page = decompress(page, at, first.compressedBytes(), first.uncompressedBytes());
        decoder.start(page, 0, first.uncompressedBytes());
        return new Dictionary(decoder, entries, strings, first.valueCount(), dictionaryId());
    }

    private void checkDictionary(PageHeader first) {
        checkSizes(first);
        PageEncoding encoding = first.knownEncoding();
        boolean plain = encoding == PageEncoding.PLAIN || encoding == PageEncoding.DICTIONARY;
        int valueBytes = layout.minPlainBytes();
        boolean fits = valueBytes > 0 && first.valueCount() <= first.uncompressedBytes() / valueBytes;
        if (!plain || !fits) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Dictionary page is damaged, entries " + first.valueCount() + ", bytes "
                            + first.uncompressedBytes());
        }
    }

    private void checkSizes(PageHeader current) {
        long most = Math.max(chunk.uncompressedBytes(), TRUSTED_PAGE_BYTES);
        boolean sound = current.uncompressedBytes() <= most;
        boolean compressed = isCompressed() && current.compressed();
        sound &= compressed || current.compressedBytes() == current.uncompressedBytes();
        if (!sound) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Page size is not sound, uncompressed bytes " + current.uncompressedBytes() + ", compressed bytes "
                            + current.compressedBytes());
        }
    }

    private boolean isCompressed() {
        return !chunk.codec().equals("UNCOMPRESSED");
    }

    private byte[] decompress(byte[] current, int at, int compressed, int uncompressed) {
        byte[] target = context.buffers().grow(current, uncompressed);
        page = target;
        decompressor().decompress(reader.window(), at, compressed, target, 0, uncompressed);
        return target;
    }

    private Decompressor decompressor() {
        Decompressor open = decompressor;
        if (open == null) {
            open = Decompressors.open(chunk.codec());
            decompressor = open;
        }
        return open;
    }

    @Override
    public void close() {
        releaseLarge();
        if (dictionary != null) {
            if (shared) {
                context.dictionaries().release(context.memory(), dictionaryId(), 0);
            } else {
                dictionary.close();
            }
            dictionary = null;
        }
        if (page.length > 0) {
            context.buffers().give(page);
            page = new byte[0];
        }
        reader.close();
        if (decompressor != null) {
            decompressor.close();
            decompressor = null;
        }
    }
}
