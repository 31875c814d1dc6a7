package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.text.TextColumnWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Fills one column from one member of objects. Owns the column. One thread at a time. */
final class JsonColumnReader implements AutoCloseable {
    private static final int PADDING = TextColumnWriter.PADDING_BYTES;
    private static final int SCRATCH_BYTES = 1024;

    private final String name;
    private final Column column;
    private final QueryMemory memory;
    private final boolean views;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private @Nullable TextColumnWriter writer;
    private @Nullable ArrowBuf scratch;
    private @Nullable JsonColumnReader next;
    private boolean seen;
    private String lastText = "";

    private JsonColumnReader(String name, Column column, QueryMemory memory) {
        this.name = name;
        this.column = column;
        this.memory = memory;
        this.views = column.physicalType() == PhysicalType.VIEW;
    }

    /** Opens a reader; closes the column if that fails. */
    static JsonColumnReader open(String name, Column column, QueryMemory memory) {
        JsonColumnReader reader = new JsonColumnReader(name, column, memory);
        try {
            column.ensureCapacity(ColumnBatch.MAX_ROWS);
            reader.scratch = memory.allocate(SCRATCH_BYTES + 2L * PADDING);
            reader.writer = TextColumnWriter.of(column);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Another column made of the same member, which gets what this one gets. */
    void linkTo(@Nullable JsonColumnReader other) {
        next = other == this ? null : other;
    }

    String name() {
        return name;
    }

    DataType type() {
        return column.type();
    }

    /** The text of the value last read, for messages. */
    String lastText() {
        return lastText;
    }

    void startBatch() {
        column.resetFlat();
        if (views) {
            column.heap().reset();
        }
    }

    void startRow() {
        seen = false;
    }

    void endRow(int row) {
        if (!seen) {
            setNull(row);
        }
    }

    void setNull(int row) {
        if (views) {
            RawMemory.putLong(column.dataAddress() + 16L * row, 0);
            RawMemory.putLong(column.dataAddress() + 16L * row + 8, 0);
        }
        column.setNull(row, ColumnBatch.MAX_ROWS);
        seen = true;
    }

    /** Reads the value at the parser; false if it does not fit, and is then nothing yet. */
    boolean read(JsonParser parser, JsonToken token, int row) throws IOException {
        boolean fits;
        switch (token) {
            case VALUE_NULL -> {
                setNull(row);
                fits = true;
                lastText = "";
            }
            case VALUE_TRUE -> fits = write("true", row);
            case VALUE_FALSE -> fits = write("false", row);
            case START_OBJECT, START_ARRAY -> {
                String text = JsonText.of(parser);
                fits = views && write(text, row);
                lastText = text;
            }
            default ->
                fits = writeChars(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), row);
        }
        if (next == null) {
            return fits;
        }
        boolean otherFits = token == JsonToken.VALUE_NULL ? next.readNull(row) : next.write(lastText, row);
        return fits && otherFits;
    }

    private boolean readNull(int row) {
        setNull(row);
        return true;
    }

    private boolean write(String text, int row) {
        return writeChars(text.toCharArray(), 0, text.length(), row);
    }

    private boolean writeChars(char[] chars, int offset, int length, int row) {
        if (next != null || length > SCRATCH_BYTES) {
            lastText = new String(chars, offset, length);
        }
        if (length <= SCRATCH_BYTES && scratch != null) {
            long address = scratch.memoryAddress() + PADDING;
            for (int i = 0; i < length; i++) {
                char c = chars[offset + i];
                if (c >= 0x80) {
                    return writeEncoded(chars, offset, length, row);
                }
                RawMemory.putByte(address + i, (byte) c);
            }
            return finish(store(address, length, row), chars, offset, length, row);
        }
        return writeEncoded(chars, offset, length, row);
    }

    private boolean finish(boolean fits, char[] chars, int offset, int length, int row) {
        if (!fits) {
            lastText = new String(chars, offset, Math.min(length, 200));
            return false;
        }
        seen = true;
        if (column.mayHaveNulls()) {
            Column.setBit(column.validityAddress(), row);
        }
        return true;
    }

    /** Text that is long or not ASCII. Half a surrogate pair is not text. */
    private boolean writeEncoded(char[] chars, int offset, int length, int row) {
        ByteBuffer bytes;
        try {
            bytes = encoder.encode(CharBuffer.wrap(chars, offset, length));
        } catch (CharacterCodingException e) {
            return finish(false, chars, offset, length, row);
        }
        int count = bytes.remaining();
        ArrowBuf large = memory.allocate(count + 2L * PADDING);
        try {
            RawMemory.copy(bytes.array(), bytes.arrayOffset(), large.memoryAddress() + PADDING, count);
            return finish(store(large.memoryAddress() + PADDING, count, row), chars, offset, length, row);
        } finally {
            memory.free(large);
        }
    }

    private boolean store(long address, int length, int row) {
        if (writer == null) {
            throw new IllegalStateException("Reader is closed");
        }
        long text = address;
        if (views && length > StringView.INLINE_BYTES) {
            // The view must live as long as the batch, the scratch only until the next value.
            text = column.heap().allocate(length + PADDING);
            RawMemory.copy(address, text, length);
        }
        return writer.write(text, length, row);
    }

    @Override
    public void close() {
        column.close();
        if (scratch != null) {
            memory.free(scratch);
            scratch = null;
        }
    }
}
