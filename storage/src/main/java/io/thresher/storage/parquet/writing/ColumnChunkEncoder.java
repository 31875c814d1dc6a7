package io.thresher.storage.parquet.writing;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.parquet.writing.PageRange.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects one column of a row group: values in PLAIN encoding with their codes in a dictionary while that pays, definition levels,
 * and where pages end. {@link ChunkPages} makes the pages of it. One thread; the maker closes it.
 */
final class ColumnChunkEncoder implements AutoCloseable {
    /** A page of long texts ends early, so that readers need not hold more. */
    private static final int MAX_PAGE_BYTES = 4 << 20;

    private final ColumnLayout layout;
    private final int pageRows;
    private final ValueWriter writer;
    private final ByteSink plain;
    private final ByteSink levels;
    private final RunLengthEncoder levelEncoder;
    private final @Nullable ValueDictionary dictionary;
    private final IntSink codes;
    private final List<PageRange> pages = new ArrayList<>();

    private int values;
    private int rowsInPage;
    private int nullsInPage;
    private int pageValuesAt;
    private int pagePlainAt;
    private int pageLevelsAt;

    ColumnChunkEncoder(ColumnLayout layout, ParquetWriteOptions options, QueryMemory memory) {
        this.layout = layout;
        this.pageRows = options.pageRows();
        this.writer = layout.newWriter();
        this.plain = new ByteSink(memory);
        this.levels = new ByteSink(memory);
        this.levelEncoder = new RunLengthEncoder(1, levels);
        boolean hasDictionary = layout.mayHaveDictionary() && options.dictionaryBytes() > 0;
        this.dictionary = hasDictionary ? new ValueDictionary(options.dictionaryBytes(), memory) : null;
        this.codes = new IntSink(memory);
    }

    ColumnLayout layout() {
        return layout;
    }

    /** Appends the selected rows {@code from} to before {@code to} of column {@code index}. */
    void append(ColumnBatch batch, int index, int from, int to) {
        Column column = batch.column(index);
        if (column.physicalType() != layout.column().type().physicalType()) {
            throw new IllegalArgumentException("Column of another type: " + column.type() + ", expected "
                    + layout.column().type() + " for " + layout.column().name());
        }
        long base = column.valuesAddress();
        long valueBytes = column.physicalType().bytes();
        boolean nullable = layout.column().nullable();
        for (int i = from; i < to; i++) {
            int row = batch.position(i);
            boolean isNull = column.isNull(row);
            if (isNull) {
                appendNull();
            } else {
                appendValue(base + valueBytes * column.valueIndex(row));
            }
            if (nullable) {
                levelEncoder.add(isNull ? 0 : 1);
            }
            rowsInPage++;
            if (rowsInPage == pageRows || plain.length() - pagePlainAt > MAX_PAGE_BYTES) {
                endPage();
            }
        }
    }

    private void appendNull() {
        if (!layout.column().nullable()) {
            throw new IllegalArgumentException(
                    "NULL in a column that has none: " + layout.column().name());
        }
        nullsInPage++;
    }

    private void appendValue(long address) {
        int start = plain.length();
        long hash = writer.write(address, plain);
        values++;
        if (dictionary != null && !dictionary.isGivenUp()) {
            int code = dictionary.code(hash, plain.array(), start, plain.length());
            if (code != ValueDictionary.GIVEN_UP) {
                codes.add(code);
            }
        }
    }

    private void endPage() {
        levelEncoder.finish();
        pages.add(new PageRange(
                rowsInPage,
                nullsInPage,
                new Range(pageValuesAt, values),
                new Range(pagePlainAt, plain.length()),
                new Range(pageLevelsAt, levels.length()),
                writer.takeBounds()));
        rowsInPage = 0;
        nullsInPage = 0;
        pageValuesAt = values;
        pagePlainAt = plain.length();
        pageLevelsAt = levels.length();
    }

    /** Ends the last page and returns all; there is at least one. */
    List<PageRange> endPages() {
        if (rowsInPage > 0 || pages.isEmpty()) {
            endPage();
        }
        return pages;
    }

    /** The dictionary if it makes the chunk smaller, else null. */
    @Nullable
    ValueDictionary usefulDictionary() {
        if (dictionary == null || dictionary.isGivenUp() || dictionary.entryCount() > values / 2) {
            return null;
        }
        long coded = dictionary.entryBytes() + (long) values * dictionary.bitWidth() / 8;
        return coded < plain.length() ? dictionary : null;
    }

    ByteSink plain() {
        return plain;
    }

    ByteSink levels() {
        return levels;
    }

    IntSink codes() {
        return codes;
    }

    /** The bounds of all pages; null if no page has any, or one that holds values lacks them. */
    @Nullable
    Bounds bounds() {
        Bounds all = null;
        for (PageRange page : pages) {
            if (page.bounds() == null && page.values().length() > 0 && !isFloating()) {
                return null;
            }
            all = writer.union(all, page.bounds());
        }
        return all;
    }

    /** Pages of floating-point values lack bounds if all are NaN, which bounds pass over. */
    private boolean isFloating() {
        return writer instanceof FloatingWriter;
    }

    /** Bytes held, roughly. */
    long heldBytes() {
        return plain.length() + levels.length() + 4L * codes.count();
    }

    /** Forgets everything for the next row group. */
    void reset() {
        plain.reset();
        levels.reset();
        codes.reset();
        if (dictionary != null) {
            dictionary.reset();
        }
        pages.clear();
        values = 0;
        pageValuesAt = 0;
        pagePlainAt = 0;
        pageLevelsAt = 0;
    }

    @Override
    public void close() {
        Closing.all(plain, levels, codes);
        if (dictionary != null) {
            dictionary.close();
        }
    }
}
