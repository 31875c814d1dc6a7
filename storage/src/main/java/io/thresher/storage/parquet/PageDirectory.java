package io.thresher.storage.parquet;

import java.util.Arrays;

/**
 * Where the data pages of one column chunk lie: header offset, first row and compressed size of each, in order. A page's
 * rows end where the next one's start.
 */
final class PageDirectory {
    private final long rowCount;
    private final long[] offsets;
    private final long[] firstRows;
    private final int[] bytes;

    private PageDirectory(long rowCount, long[] offsets, long[] firstRows, int[] bytes) {
        this.rowCount = rowCount;
        this.offsets = offsets;
        this.firstRows = firstRows;
        this.bytes = bytes;
    }

    int pageCount() {
        return offsets.length;
    }

    long firstRow(int page) {
        return firstRows[page];
    }

    /** The rows of a page, or -1 if there is no such page. */
    long rows(int page) {
        if (page >= firstRows.length) {
            return -1;
        }
        return (page + 1 < firstRows.length ? firstRows[page + 1] : rowCount) - firstRows[page];
    }

    int bytes(int page) {
        return bytes[page];
    }

    /** The number of the page that holds {@code row}. */
    int pageOf(long row) {
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }

    PagePosition position(int page) {
        return new PagePosition(offsets[page], page, firstRows[page]);
    }

    /** The offset behind the page that holds the row before {@code endRow}, at least. */
    long endOffset(long endRow) {
        int next = pageOf(Math.min(endRow, rowCount) - 1) + 1;
        return next < offsets.length ? offsets[next] : Long.MAX_VALUE;
    }

    /** Collects pages. */
    static final class Builder {
        private long[] offsets = new long[16];
        private long[] firstRows = new long[16];
        private int[] bytes = new int[16];
        private int count;
        private long rows;

        void add(long offset, int pageRows, int pageBytes) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
                firstRows = Arrays.copyOf(firstRows, count * 2);
                bytes = Arrays.copyOf(bytes, count * 2);
            }
            offsets[count] = offset;
            firstRows[count] = rows;
            bytes[count] = pageBytes;
            count++;
            rows += pageRows;
        }

        int count() {
            return count;
        }

        long rows() {
            return rows;
        }

        PageDirectory build() {
            return new PageDirectory(
                    rows, Arrays.copyOf(offsets, count), Arrays.copyOf(firstRows, count), Arrays.copyOf(bytes, count));
        }
    }
}
