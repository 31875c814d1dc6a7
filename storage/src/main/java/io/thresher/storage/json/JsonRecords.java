package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.storage.file.Location;
import io.thresher.storage.text.ByteSource;
import io.thresher.storage.text.TextWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes from object to object through lines. Whole lines lie in a buffer, over which one parser runs, so that a malformed
 * line costs no more than itself: reading goes on with the next. One thread at a time; closes the source.
 */
final class JsonRecords implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;
    /** What a parser holds to begin with. */
    private static final int PARSER_BYTES = 32 << 10;

    private final ByteSource source;
    private final Location location;
    private final LongConsumer reserve;
    private final StopCheck stopCheck;
    private final boolean lines;
    private final JsonFactory factory = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TextWindow.MAX_RECORD_BYTES)
                    .build())
            .build();
    private byte[] buffer = new byte[0];
    private int regionStart;
    private int regionEnd;
    private int filled;
    private long bufferOffset;
    private boolean ended;
    private boolean counted;
    private @Nullable JsonParser parser;
    private long recordLine;
    private int recordStart;

    /**
     * Reads {@code source}. {@code lines} says that each object lies on a line of its own; else the text is one array of
     * objects, or objects one after the other, and a malformed object ends it. {@code reserve} is told of memory taken.
     */
    JsonRecords(ByteSource source, Location location, boolean lines, LongConsumer reserve, StopCheck stopCheck) {
        this.source = source;
        this.location = location;
        this.lines = lines;
        this.reserve = reserve;
        this.stopCheck = stopCheck;
    }

    /**
     * Moves to the next object and returns the parser at its start, or null at the end.
     *
     * @throws IOException if what follows is not an object; {@link #skipBadLine} goes on after it
     */
    @Nullable
    JsonParser next() throws IOException {
        if (!counted) {
            counted = true;
            reserve.accept(PARSER_BYTES + source.heldBytes());
        }
        return lines ? nextInLines() : nextInDocument();
    }

    private @Nullable JsonParser nextInLines() throws IOException {
        while (true) {
            JsonParser current = parser;
            if (current == null) {
                if (!nextRegion()) {
                    return null;
                }
                continue;
            }
            recordStart = regionStart + (int) current.currentLocation().getByteOffset();
            JsonToken token = current.nextToken();
            if (token == null) {
                regionStart = regionEnd;
                current.close();
                parser = null;
                continue;
            }
            recordStart = regionStart + (int) current.currentTokenLocation().getByteOffset();
            recordLine = current.currentTokenLocation().getLineNr();
            requireObject(token);
            return current;
        }
    }

    private @Nullable JsonParser nextInDocument() throws IOException {
        if (parser == null) {
            parser = factory.createParser(new SourceStream(source, stopCheck));
        }
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY
                && parser.getParsingContext().getParent() != null
                && parser.getParsingContext().getParent().inRoot()) {
            token = parser.nextToken();
        }
        while (token == JsonToken.END_ARRAY) {
            token = parser.nextToken();
        }
        if (token == null) {
            return null;
        }
        requireObject(token);
        return parser;
    }

    private static void requireObject(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IOException("a JSON object is wanted, found " + token);
        }
    }

    /** Checks, after an object was read, that it lay on one line. */
    void endRecord() throws IOException {
        if (lines && parser != null && parser.currentTokenLocation().getLineNr() != recordLine) {
            throw new IOException("a JSON object must end on its line");
        }
    }

    /** Goes on after the line in which the object under way starts; false if only lines can be passed so. */
    boolean skipBadLine() {
        if (!lines) {
            return false;
        }
        if (parser != null) {
            closeParser();
        }
        int end = Math.max(recordStart, regionStart);
        // A parser that failed between two objects may have passed white space only.
        while (end < regionEnd && isSpace(buffer[end])) {
            end++;
        }
        while (end < regionEnd && buffer[end] != '\n') {
            end++;
        }
        regionStart = Math.min(regionEnd, end + 1);
        if (regionStart < regionEnd) {
            openParser();
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Position in the source of the object under way; -1 if not known. */
    long recordOffset() {
        int start = recordStart;
        while (start < regionEnd && isSpace(buffer[start])) {
            start++;
        }
        return lines ? bufferOffset + start : -1;
    }

    /** The line on which the parser is; -1 if not known. */
    long parserLine() {
        return lines || parser == null ? -1 : parser.currentLocation().getLineNr();
    }

    /** Brings the next whole lines into the buffer; false at the end. */
    private boolean nextRegion() {
        System.arraycopy(buffer, regionEnd, buffer, 0, filled - regionEnd);
        bufferOffset += regionEnd;
        filled -= regionEnd;
        regionStart = 0;
        regionEnd = 0;
        while (true) {
            if (filled == buffer.length) {
                grow();
            }
            stopCheck.check();
            int before = filled;
            while (!ended && filled < buffer.length) {
                int count = source.read(buffer, filled, buffer.length - filled);
                ended = count < 0;
                filled += Math.max(0, count);
            }
            regionEnd = ended ? filled : afterLastLine(before);
            if (regionEnd > 0) {
                openParser();
                return true;
            }
            if (ended) {
                return false;
            }
        }
    }

    private int afterLastLine(int from) {
        int end = filled;
        while (end > from && buffer[end - 1] != '\n') {
            end--;
        }
        return end > from ? end : 0;
    }

    private void grow() {
        int larger = Math.max(BUFFER_BYTES, buffer.length * 2);
        if (larger > TextWindow.MAX_RECORD_BYTES) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Line is longer than " + TextWindow.MAX_RECORD_BYTES + " bytes: " + location + ", near byte "
                            + bufferOffset);
        }
        // The parser may hold a text as long as the line, two bytes a character.
        reserve.accept(3L * (larger - buffer.length));
        buffer = Arrays.copyOf(buffer, larger);
    }

    private void openParser() {
        try {
            parser = factory.createParser(buffer, regionStart, regionEnd - regionStart);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "JSON cannot be read: " + location, e);
        }
    }

    private void closeParser() {
        try {
            if (parser != null) {
                parser.close();
            }
        } catch (IOException e) {
            throw new EngineException(ErrorCode.FILE_READ_FAILED, "JSON cannot be closed: " + location, e);
        } finally {
            parser = null;
        }
    }

    @Override
    public void close() {
        closeParser();
        source.close();
    }

    /** A source as the stream that the parser wants. */
    private static final class SourceStream extends java.io.InputStream {
        private final ByteSource source;
        private final StopCheck stopCheck;

        SourceStream(ByteSource source, StopCheck stopCheck) {
            this.source = source;
            this.stopCheck = stopCheck;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            stopCheck.check();
            return length == 0 ? 0 : source.read(target, offset, length);
        }
    }
}
