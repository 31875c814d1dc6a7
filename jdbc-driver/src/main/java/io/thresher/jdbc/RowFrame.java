package io.thresher.jdbc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a frame in the server's own form: {@code block* int32 0, byte last}, where a block is an int32 row count, an int32
 * column count and the {@link FrameColumn}s. Objects are made of a row when it is reached. One thread at a time.
 */
final class RowFrame implements Iterator<Object> {
    private static final int MAX_BLOCK_ROWS = 1 << 20;

    private final ByteBuffer bytes;
    private FrameColumn[] columns = new FrameColumn[0];
    private int rowCount;
    private int row;

    private RowFrame(byte[] frame) {
        this.bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        readBlock();
    }

    /** The rows of a frame that begins with row {@code offset} of the result. */
    static Meta.Frame decode(byte[] frame, long offset) {
        boolean last = frame.length > 0 && frame[frame.length - 1] != 0;
        return new Meta.Frame(offset, last, () -> new RowFrame(frame));
    }

    private void readBlock() {
        row = 0;
        try {
            rowCount = bytes.getInt();
            if (rowCount == 0) {
                return;
            }
            int columnCount = bytes.getInt();
            // A column takes three bytes at least: a claim beyond that must not be allocated.
            if (rowCount < 0 || rowCount > MAX_BLOCK_ROWS || columnCount < 0 || columnCount > bytes.remaining() / 3) {
                throw malformed(null);
            }
            columns = new FrameColumn[columnCount];
            for (int i = 0; i < columnCount; i++) {
                columns[i] = FrameColumn.read(bytes, rowCount);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed(e);
        }
    }

    private static RuntimeException malformed(@Nullable Throwable cause) {
        return Errors.unchecked(new SQLException("Answer of the server not understood", "08P01", cause));
    }

    @Override
    public boolean hasNext() {
        return row < rowCount;
    }

    @Override
    public Object next() {
        if (row >= rowCount) {
            throw new NoSuchElementException();
        }
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].value(row);
        }
        if (++row == rowCount) {
            readBlock();
        }
        return Arrays.asList(values);
    }
}
