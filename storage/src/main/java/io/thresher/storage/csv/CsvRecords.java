package io.thresher.storage.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from an array one after the other, byte by byte: the plain way, for samples and headers. Blank lines of
 * files with more than one column and comment lines are left out.
 */
final class CsvRecords {
    private final byte[] bytes;
    private final int end;
    private final boolean complete;
    private final CsvDialect dialect;
    private final int quote;
    private final int escape;
    private final byte @Nullable [] nullText;
    private int position;
    private int fieldCount;
    private boolean malformed;
    private byte[] content = new byte[256];
    private int contentLength;
    private int[] ends = new int[16];
    private boolean[] quoted = new boolean[16];
    private boolean[] nulls = new boolean[16];

    /** Reads from {@code start}; {@code complete} says that the file ends where the array does. */
    CsvRecords(byte[] bytes, int start, boolean complete, CsvDialect dialect) {
        this.bytes = bytes;
        this.end = bytes.length;
        this.position = start;
        this.complete = complete;
        this.dialect = dialect;
        this.quote = dialect.comparableQuote();
        // An escape that is the quote itself is the doubled quote, which is understood anyway.
        this.escape = dialect.escape() == dialect.quote() ? CsvDialect.NO_BYTE : dialect.comparableEscape();
        this.nullText = dialect.nullText() == null ? null : dialect.nullText().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the next record; false if there is none that is whole. */
    boolean next() {
        while (true) {
            if (position >= end) {
                return false;
            }
            int before = position;
            boolean comment = dialect.comment() >= 0 && bytes[position] == dialect.comment();
            boolean whole = comment ? skipLine() : readRecord();
            if (!whole) {
                position = before;
                return false;
            }
            if (!comment && !isBlank()) {
                return true;
            }
        }
    }

    /** A line without a single character; in a file of one column it is a NULL, which its reader decides. */
    boolean isBlank() {
        return fieldCount == 1 && length(0) == 0 && !quoted[0] && blankLinesSkipped;
    }

    private boolean blankLinesSkipped = true;

    /** Makes blank lines records of one empty field. */
    CsvRecords keepBlankLines() {
        blankLinesSkipped = false;
        return this;
    }

    private boolean skipLine() {
        while (position < end && bytes[position] != '\n' && bytes[position] != '\r') {
            position++;
        }
        return endLine();
    }

    /** Passes the line's end; false if it may go on after the array. */
    private boolean endLine() {
        if (position == end) {
            return complete;
        }
        if (bytes[position++] == '\r') {
            if (position == end) {
                return complete;
            }
            if (bytes[position] == '\n') {
                position++;
            }
        }
        return true;
    }

    private boolean readRecord() {
        fieldCount = 0;
        contentLength = 0;
        malformed = false;
        while (true) {
            boolean isQuoted = position < end && bytes[position] == quote;
            int rawStart = position;
            if (isQuoted) {
                position++;
                if (!readQuoted()) {
                    malformed = true;
                    if (!complete) {
                        return false;
                    }
                } else if (position < end && !endsField(bytes[position])) {
                    malformed = true;
                    readPlain();
                }
            } else {
                readPlain();
            }
            endField(isQuoted, !isQuoted && isNullText(rawStart, position));
            if (position == end || bytes[position] != dialect.delimiter()) {
                return endLine();
            }
            position++;
        }
    }

    private boolean isNullText(int from, int to) {
        return nullText != null && Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
    }

    private boolean endsField(byte b) {
        return b == dialect.delimiter() || b == '\n' || b == '\r';
    }

    private void readPlain() {
        while (position < end && !endsField(bytes[position])) {
            if (bytes[position] == escape && position + 1 < end) {
                position++;
            }
            append(bytes[position++]);
        }
    }

    /** Reads up to and with the closing quote; false if there is none. */
    private boolean readQuoted() {
        while (position < end) {
            byte b = bytes[position++];
            if (b == escape && position < end) {
                append(bytes[position++]);
            } else if (b != quote) {
                append(b);
            } else if (position < end && bytes[position] == quote) {
                append(b);
                position++;
            } else {
                return complete || position < end;
            }
        }
        return false;
    }

    private void append(byte b) {
        if (contentLength == content.length) {
            content = Arrays.copyOf(content, contentLength * 2);
        }
        content[contentLength++] = b;
    }

    private void endField(boolean isQuoted, boolean isNull) {
        if (fieldCount == ends.length) {
            ends = Arrays.copyOf(ends, fieldCount * 2);
            quoted = Arrays.copyOf(quoted, fieldCount * 2);
            nulls = Arrays.copyOf(nulls, fieldCount * 2);
        }
        ends[fieldCount] = contentLength;
        quoted[fieldCount] = isQuoted;
        nulls[fieldCount] = isNull || (nullText == null && !isQuoted && length(fieldCount) == 0);
        fieldCount++;
    }

    /** Position after the record. */
    int position() {
        return position;
    }

    int fieldCount() {
        return fieldCount;
    }

    /** Whether the record's quotes are not closed, or followed by text. */
    boolean malformed() {
        return malformed;
    }

    /** The record's unescaped text; field {@code i} is {@link #length} bytes at {@link #offset}. */
    byte[] content() {
        return content;
    }

    int offset(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int length(int field) {
        return ends[field] - offset(field);
    }

    boolean isQuoted(int field) {
        return quoted[field];
    }

    /** Whether the field is NULL for a text column. */
    boolean isNull(int field) {
        return nulls[field];
    }

    String text(int field) {
        return new String(content, offset(field), length(field), StandardCharsets.UTF_8);
    }
}
