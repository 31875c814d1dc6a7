package io.thresher.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of a frame's block: {@code byte layout, byte scale, byte hasNulls, [bitmap, least significant bit first, set = NULL],
 * values}. Values are little endian, one a row; text and binary are int32 lengths, then the bytes.
 */
final class FrameColumn {
    private static final int ALL_NULL = 0;
    private static final int BOOLEAN = 1;
    private static final int INT32 = 2;
    private static final int INT64 = 3;
    private static final int FLOAT64 = 4;
    private static final int DECIMAL64 = 5;
    private static final int DECIMAL128 = 6;
    private static final int TEXT = 7;
    private static final int BINARY = 8;
    private static final int[] NO_STARTS = {};

    private final ByteBuffer bytes;
    private final int layout;
    private final int scale;
    private final int nulls;
    private final int values;
    /** Where each row's text or binary value begins, and where the last one ends. */
    private final int[] starts;

    private FrameColumn(ByteBuffer bytes, int layout, int scale, int nulls, int values, int[] starts) {
        this.bytes = bytes;
        this.layout = layout;
        this.scale = scale;
        this.nulls = nulls;
        this.values = values;
        this.starts = starts;
    }

    /** Reads a column and leaves the position behind it; an IllegalArgumentException if it does not fit the buffer. */
    static FrameColumn read(ByteBuffer bytes, int rowCount) {
        int layout = bytes.get();
        int scale = bytes.get();
        int nulls = -1;
        if (bytes.get() != 0) {
            nulls = bytes.position();
            bytes.position(Math.addExact(nulls, (rowCount + 7) / 8));
        }
        int values = bytes.position();
        int[] starts = layout == TEXT || layout == BINARY ? starts(bytes, rowCount) : NO_STARTS;
        if (starts.length == 0) {
            long end = values + (long) width(layout) * rowCount;
            bytes.position(end > bytes.limit() ? -1 : (int) end);
        }
        return new FrameColumn(bytes, layout, scale, nulls, values, starts);
    }

    private static int width(int layout) {
        switch (layout) {
            case ALL_NULL:
                return 0;
            case BOOLEAN:
                return 1;
            case INT32:
                return Integer.BYTES;
            case INT64:
            case FLOAT64:
            case DECIMAL64:
                return Long.BYTES;
            case DECIMAL128:
                return 2 * Long.BYTES;
            default:
                throw new IllegalArgumentException("Unknown layout; is the driver older than the server? " + layout);
        }
    }

    private static int[] starts(ByteBuffer bytes, int rowCount) {
        if (rowCount > bytes.remaining() / Integer.BYTES) {
            throw new IllegalArgumentException("More rows than bytes");
        }
        int[] starts = new int[rowCount + 1];
        int lengths = bytes.position();
        starts[0] = lengths + Integer.BYTES * rowCount;
        for (int i = 0; i < rowCount; i++) {
            int length = bytes.getInt(lengths + Integer.BYTES * i);
            if (length < 0 || length > bytes.limit() - starts[i]) {
                throw new IllegalArgumentException("A value of more bytes than there are");
            }
            starts[i + 1] = starts[i] + length;
        }
        bytes.position(starts[rowCount]);
        return starts;
    }

    /** The row's value in the class that Avatica's own messages would bring; null for NULL. */
    @Nullable
    Object value(int row) {
        if (layout == ALL_NULL || (nulls >= 0 && (bytes.get(nulls + (row >> 3)) & (1 << (row & 7))) != 0)) {
            return null;
        }
        switch (layout) {
            case BOOLEAN:
                return bytes.get(values + row) != 0;
            case INT32:
                return bytes.getInt(values + Integer.BYTES * row);
            case INT64:
                return bytes.getLong(values + Long.BYTES * row);
            case FLOAT64:
                return bytes.getDouble(values + Long.BYTES * row);
            case DECIMAL64:
                return BigDecimal.valueOf(bytes.getLong(values + Long.BYTES * row), scale);
            case DECIMAL128:
                return decimal(values + 2 * Long.BYTES * row);
            case TEXT:
                return new String(bytes.array(), starts[row], starts[row + 1] - starts[row], StandardCharsets.UTF_8);
            default:
                return Arrays.copyOfRange(bytes.array(), starts[row], starts[row + 1]);
        }
    }

    private BigDecimal decimal(int at) {
        long low = bytes.getLong(at);
        long high = bytes.getLong(at + Long.BYTES);
        if (high == low >> 63) {
            return BigDecimal.valueOf(low, scale);
        }
        byte[] bigEndian =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(bigEndian), scale);
    }
}
