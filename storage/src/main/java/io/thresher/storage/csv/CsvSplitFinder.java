package io.thresher.storage.csv;

import io.thresher.error.StopCheck;
import io.thresher.storage.text.ByteSource;
import java.nio.ByteBuffer;

/**
 * Finds record starts near wanted positions by one pass over the file that follows quotes exactly as {@link
 * CsvRecords} does, but only looks at what it must: without a quote in sight, at nothing but the search for one. For one
 * file and one thread.
 */
final class CsvSplitFinder implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;

    private final ByteSource source;
    private final StopCheck stopCheck;
    private final CsvDialect dialect;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer words = ByteBuffer.wrap(buffer);
    private final int quote;
    private final int escape;
    private final int comment;
    private final boolean simple;
    private int length;
    private int index;
    private long bufferOffset;

    /** The byte before {@link #index}; a line feed at the start of a record. */
    private byte previous = '\n';

    /** Scans {@code source}, which starts with a record at position {@code offset} of the file. */
    CsvSplitFinder(ByteSource source, CsvDialect dialect, long offset, StopCheck stopCheck) {
        this.stopCheck = stopCheck;
        this.source = source;
        this.dialect = dialect;
        this.bufferOffset = offset;
        this.quote = dialect.comparableQuote();
        this.escape = dialect.comparableEscape();
        this.comment = dialect.comparableComment();
        this.simple = dialect.escape() < 0 && dialect.comment() < 0;
    }

    /** The first record start at or after {@code target} (greater than the one before), or -1 if there is none. */
    long next(long target) {
        while (position() < target) {
            if (!passUntil(target)) {
                return -1;
            }
        }
        return passLine();
    }

    private long position() {
        return bufferOffset + index;
    }

    private boolean more() {
        if (index < length) {
            return true;
        }
        // A quote that is never closed leads through the rest of the file.
        stopCheck.check();
        bufferOffset += length;
        index = 0;
        length = Math.max(0, source.read(buffer, 0, BUFFER_BYTES));
        return length > 0;
    }

    /** Goes on towards {@code target}, one step; a quoted field is passed whole. False at the end of the file. */
    private boolean passUntil(long target) {
        if (!more()) {
            return false;
        }
        if (!simple) {
            return passOne();
        }
        int end = (int) Math.min(length, target - bufferOffset);
        int quoteAt = dialect.quote() < 0 ? end : indexOf((byte) dialect.quote(), index, end);
        if (quoteAt > index) {
            previous = buffer[quoteAt - 1];
            index = quoteAt;
        }
        return index >= end || passOne();
    }

    private int indexOf(byte wanted, int from, int to) {
        int i = from;
        long pattern = 0x0101010101010101L * (wanted & 0xFF);
        for (; i <= to - 8; i += 8) {
            long difference = words.getLong(i) ^ pattern;
            if (((difference - 0x0101010101010101L) & ~difference & 0x8080808080808080L) != 0) {
                break;
            }
        }
        while (i < to && buffer[i] != wanted) {
            i++;
        }
        return i;
    }

    /** Passes one byte outside quotes, or a whole quoted field, comment line or escaped byte. */
    private boolean passOne() {
        if (!more()) {
            return false;
        }
        byte b = buffer[index];
        boolean lineStart = previous == '\n' || previous == '\r';
        boolean fieldStart = previous == dialect.delimiter();
        if (lineStart && b == comment) {
            return passComment();
        }
        take();
        if (b == quote && (lineStart || fieldStart)) {
            return passQuoted();
        }
        if (b == escape && more()) {
            take();
            // Whatever it was, it neither ends nor starts anything.
            previous = 'x';
        }
        return true;
    }

    private void take() {
        previous = buffer[index++];
    }

    private boolean passComment() {
        while (more() && buffer[index] != '\n' && buffer[index] != '\r') {
            take();
        }
        return more();
    }

    private boolean passQuoted() {
        while (more()) {
            byte b = buffer[index];
            take();
            if (b == escape) {
                if (!more()) {
                    return false;
                }
                take();
            } else if (b == quote) {
                if (!more() || buffer[index] != quote) {
                    return true;
                }
                take();
            }
        }
        return false;
    }

    /** The start of the next record after the line under way. */
    private long passLine() {
        while (more()) {
            byte b = buffer[index];
            boolean afterLine = previous == '\n' || (previous == '\r' && b != '\n');
            if (afterLine) {
                return position();
            }
            if (!passOne()) {
                return -1;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        source.close();
    }
}
