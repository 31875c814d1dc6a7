package io.thresher.storage.csv;

import io.thresher.memory.RawMemory;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of whole records in a window and notes, per wanted field and row, where its text lies. Text with
 * escapes is unescaped in place. Looks at eight bytes at a time. What makes a record is exactly what {@link CsvRecords}
 * says. One thread at a time.
 */
final class CsvRecordScanner {
    /** A length that stands for NULL: a field that is missing, or is the NULL text. */
    static final int NULL_LENGTH = Integer.MIN_VALUE;

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;

    private final int expectedFields;
    private final int[] slotOfField;
    private final int[][] starts;
    private final int[][] lengths;
    private final BadValuePolicy onError;
    private final int quote;
    private final int escape;
    private final int comment;
    private final byte delimiter;
    private final long delimiterWord;
    private final long escapeWord;
    private final byte @Nullable [] nullText;
    private final boolean[] escaped;

    private long base;
    private long limit;
    private boolean last;
    private long position;
    private int rows;
    private long skippedRows;
    private long shortRows;
    private @Nullable String problem;
    private long problemPosition;

    // The record under way.
    private long at;
    private boolean incomplete;
    private boolean anyEscapes;
    private @Nullable String recordProblem;

    /**
     * Makes a scanner for records of {@code expectedFields} fields. {@code slotOfField} says, for each field, at which
     * of {@code slots} places its text is noted, or -1.
     */
    CsvRecordScanner(CsvDialect dialect, int expectedFields, int[] slotOfField, int slots, int maxRows) {
        this.expectedFields = expectedFields;
        this.slotOfField = slotOfField;
        this.starts = new int[slots][maxRows];
        this.lengths = new int[slots][maxRows];
        this.escaped = new boolean[slots];
        this.onError = dialect.onError();
        this.delimiter = dialect.delimiter();
        this.quote = dialect.comparableQuote();
        this.escape = dialect.comparableEscape();
        this.comment = dialect.comparableComment();
        this.delimiterWord = ONES * delimiter;
        this.escapeWord = ONES * (dialect.escape() < 0 ? '\n' : dialect.escape());
        this.nullText = dialect.nullText() == null ? null : dialect.nullText().getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes of heap that a scanner of that many slots and rows holds. */
    static long heapBytes(int slots, int maxRows) {
        return 8L * slots * maxRows;
    }

    /** Starts of a slot's texts, counted from the window's start. */
    int[] starts(int slot) {
        return starts[slot];
    }

    /** Lengths of a slot's texts: of quoted ones their bits inverted, of NULL ones {@link #NULL_LENGTH}. */
    int[] lengths(int slot) {
        return lengths[slot];
    }

    /** Address after the last record found. */
    long position() {
        return position;
    }

    /** Records left out since the start, because they were malformed. */
    long skippedRows() {
        return skippedRows;
    }

    /** Records with missing fields that read as NULL, since the start. */
    long shortRows() {
        return shortRows;
    }

    /** What is wrong with the record at {@link #problemPosition}, if the scan had to stop there. */
    @Nullable
    String problem() {
        return problem;
    }

    long problemPosition() {
        return problemPosition;
    }

    /**
     * Finds up to {@code maxRows} records from {@code from}, and returns how many. Stops before a record that does not
     * end in the window, and at one that is malformed if that is an error.
     */
    int scan(TextWindow window, long from, int maxRows) {
        base = window.start();
        limit = window.limit();
        last = window.ended();
        position = from;
        rows = 0;
        incomplete = false;
        while (rows < maxRows && position < limit && problem == null) {
            at = position;
            byte first = RawMemory.getByte(at);
            if (first == comment) {
                at = endOfLine(at);
                endRecord();
            } else if ((first == '\n' || first == '\r') && expectedFields != 1) {
                endRecord();
            } else {
                scanRecord();
                endRecord();
                if (!incomplete) {
                    keepRecord();
                }
            }
            if (incomplete) {
                break;
            }
            position = at;
        }
        return rows;
    }

    /** Decides what becomes of the record just read; its row is kept if {@link #rows} counts it. */
    private void keepRecord() {
        if (recordProblem == null) {
            // Only now: an incomplete record is read again, and must lie there as it did.
            if (anyEscapes) {
                unescape();
            }
            rows++;
        } else if (onError == BadValuePolicy.SKIP) {
            skippedRows++;
        } else {
            problem = recordProblem;
            problemPosition = position;
        }
    }

    /** Passes the line end at {@link #at}; the record is incomplete if the line may go on after the window. */
    private void endRecord() {
        if (at >= limit) {
            at = limit;
            incomplete = !last;
            return;
        }
        byte end = RawMemory.getByte(at);
        at++;
        if (end == '\r') {
            if (at >= limit) {
                incomplete = !last;
            } else if (RawMemory.getByte(at) == '\n') {
                at++;
            }
        }
    }

    private long endOfLine(long from) {
        long end = from;
        while (RawMemory.getByte(end) != '\n' && RawMemory.getByte(end) != '\r') {
            end++;
        }
        return end;
    }

    private void scanRecord() {
        recordProblem = null;
        int field = 0;
        anyEscapes = false;
        while (true) {
            int slot = field < slotOfField.length ? slotOfField[field] : -1;
            long start = at;
            boolean isQuoted = RawMemory.getByte(start) == quote && start < limit;
            boolean escapes;
            long end;
            if (isQuoted) {
                escapes = passQuoted(start + 1);
                start++;
                end = at - 1;
                if (incomplete) {
                    return;
                }
                if (at < limit && !endsField(RawMemory.getByte(at))) {
                    recordProblem = recordProblem == null ? "Text follows a closing quote" : recordProblem;
                    passPlain();
                }
            } else {
                escapes = passPlain();
                end = at;
            }
            if (slot >= 0) {
                note(slot, start, end, isQuoted, escapes);
                anyEscapes |= escaped[slot];
            }
            field++;
            if (at >= limit || RawMemory.getByte(at) != delimiter) {
                break;
            }
            at++;
        }
        endFields(field);
    }

    private void note(int slot, long start, long end, boolean isQuoted, boolean escapes) {
        int length = (int) (end - start);
        boolean isNull = !isQuoted && nullText != null && length == nullText.length && equalsNullText(start);
        escaped[slot] = escapes && !isNull;
        starts[slot][rows] = (int) (start - base);
        lengths[slot][rows] = isNull ? NULL_LENGTH : isQuoted ? ~length : length;
    }

    private boolean equalsNullText(long address) {
        byte[] wanted = nullText == null ? new byte[0] : nullText;
        for (int i = 0; i < wanted.length; i++) {
            if (RawMemory.getByte(address + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Checks the number of fields. */
    private void endFields(int found) {
        if (at >= limit && !last) {
            incomplete = true;
            return;
        }
        if (found > expectedFields) {
            // A delimiter after the last field is how some programs end lines.
            boolean trailingDelimiter = found == expectedFields + 1 && RawMemory.getByte(at - 1) == delimiter;
            if (!trailingDelimiter && recordProblem == null) {
                recordProblem = "Record has " + found + " fields, not " + expectedFields;
            }
        } else if (found < expectedFields) {
            if (onError == BadValuePolicy.NULL) {
                shortRows++;
            } else if (recordProblem == null) {
                recordProblem = "Record has " + found + " fields, not " + expectedFields;
            }
            for (int field = found; field < slotOfField.length; field++) {
                if (slotOfField[field] >= 0) {
                    lengths[slotOfField[field]][rows] = NULL_LENGTH;
                }
            }
        }
    }

    private void unescape() {
        for (int slot = 0; slot < escaped.length; slot++) {
            if (escaped[slot]) {
                int length = lengths[slot][rows];
                boolean isQuoted = length < 0;
                int kept = unescape(base + starts[slot][rows], isQuoted ? ~length : length, isQuoted);
                lengths[slot][rows] = isQuoted ? ~kept : kept;
            }
        }
        Arrays.fill(escaped, false);
    }

    private int unescape(long start, int length, boolean isQuoted) {
        long end = start + length;
        long target = start;
        for (long source = start; source < end; source++) {
            byte b = RawMemory.getByte(source);
            if ((b == escape || (isQuoted && b == quote)) && source + 1 < end) {
                source++;
                b = RawMemory.getByte(source);
            }
            RawMemory.putByte(target++, b);
        }
        return (int) (target - start);
    }

    private boolean endsField(byte b) {
        return b == delimiter || b == '\n' || b == '\r';
    }

    /** Moves {@link #at} to the end of a field without quotes; says whether it has escapes. */
    private boolean passPlain() {
        if (escape != CsvDialect.NO_BYTE) {
            return passPlainWithEscapes();
        }
        long end = at;
        while (true) {
            // SAFETY: line feeds after the window's limit end the loop, and the padding makes the word readable.
            long word = RawMemory.getLong(end);
            long found = matches(word, delimiterWord) | matches(word, ONES * '\n') | matches(word, ONES * '\r');
            if (found != 0) {
                at = Math.min(limit, end + (Long.numberOfTrailingZeros(found) >>> 3));
                return false;
            }
            end += 8;
        }
    }

    private boolean passPlainWithEscapes() {
        boolean escapes = false;
        while (at < limit) {
            byte b = RawMemory.getByte(at);
            if (endsField(b)) {
                break;
            }
            if (b == escape && at + 1 < limit) {
                escapes = true;
                at++;
            }
            at++;
        }
        return escapes;
    }

    /** Moves {@link #at} from after an opening quote to after its closing one; says whether there are escapes. */
    private boolean passQuoted(long from) {
        boolean escapes = false;
        long end = from;
        long quoteWord = ONES * quote;
        while (true) {
            end = nextQuote(end, quoteWord);
            if (end >= limit) {
                at = limit;
                incomplete = !last;
                recordProblem = "Quote is not closed";
                return false;
            }
            byte found = RawMemory.getByte(end);
            if (found == escape && escape != quote) {
                escapes = true;
                end += 2;
            } else if (end + 1 >= limit) {
                // Whether another quote follows is not known before the next bytes are there.
                at = limit;
                incomplete = !last;
                return escapes;
            } else if (RawMemory.getByte(end + 1) == quote) {
                escapes = true;
                end += 2;
            } else {
                at = end + 1;
                return escapes;
            }
        }
    }

    /** The next quote or escape at or after {@code from}, or the limit. */
    private long nextQuote(long from, long quoteWord) {
        long end = from;
        while (end < limit) {
            long word = RawMemory.getLong(end);
            long found = matches(word, quoteWord);
            if (escape != CsvDialect.NO_BYTE) {
                found |= matches(word, escapeWord);
            }
            if (found != 0) {
                return Math.min(limit, end + (Long.numberOfTrailingZeros(found) >>> 3));
            }
            end += 8;
        }
        return limit;
    }

    /** The top bit of each byte of {@code word} that equals the byte repeated in {@code pattern}; exact. */
    private static long matches(long word, long pattern) {
        long difference = word ^ pattern;
        return ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference | LOW_SEVEN);
    }
}
