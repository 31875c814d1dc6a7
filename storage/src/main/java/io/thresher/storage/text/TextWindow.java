package io.thresher.storage.text;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.file.Location;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * A window over a byte source in off-heap memory, in which records are parsed where they lie. The bytes from
 * {@link #start} to {@link #limit} are valid until the next {@link #advance}; a line feed follows them, and
 * {@link TextColumnWriter#PADDING_BYTES} around them are readable. One thread at a time; closes the source.
 */
public final class TextWindow implements AutoCloseable {
    /** The longest record: a longer one is taken for a quote that was never closed. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int STAGING_BYTES = 64 << 10;
    private static final int PADDING = TextColumnWriter.PADDING_BYTES;

    private final ByteSource source;
    private final Location location;
    private final QueryMemory memory;
    private final byte[] staging = new byte[STAGING_BYTES];
    private @Nullable ArrowBuf buffer;
    private long reservedBytes;
    private int capacity;
    private long start;
    private long limit;
    private long startOffset;
    private boolean ended;

    /** Makes an empty window that holds {@code capacity} bytes, and more only if one record is longer. */
    public TextWindow(ByteSource source, Location location, QueryMemory memory, int capacity) {
        this.source = source;
        this.location = location;
        this.memory = memory;
        this.capacity = capacity;
    }

    /** Address of the first byte. */
    public long start() {
        return start;
    }

    /** Address after the last byte. */
    public long limit() {
        return limit;
    }

    /** Whether the source has nothing after the window. */
    public boolean ended() {
        return ended;
    }

    /** Position in the source of the byte at {@code address}. */
    public long offsetOf(long address) {
        return startOffset + (address - start);
    }

    /**
     * Drops what lies before {@code from} and fills the window up again.
     *
     * @throws EngineException FILE_CORRUPT if a record is too long, FILE_READ_FAILED, MEMORY_LIMIT_EXCEEDED
     */
    public void advance(long from) {
        if (buffer == null) {
            open();
        } else {
            int kept = (int) (limit - from);
            startOffset = offsetOf(from);
            if (from == start && kept == capacity) {
                grow(kept);
            } else {
                RawMemory.copy(from, start, kept);
            }
            limit = start + kept;
        }
        fill();
    }

    private void open() {
        long bytes = STAGING_BYTES + source.heldBytes();
        memory.reserve(bytes);
        reservedBytes = bytes;
        buffer = memory.allocate(capacity + 2L * PADDING);
        // A slab is a power of two: use what comes with it.
        capacity = (int) Math.min(Integer.MAX_VALUE / 2, buffer.capacity() - 2L * PADDING);
        start = buffer.memoryAddress() + PADDING;
        RawMemory.fill(start - PADDING, PADDING, (byte) 0);
        limit = start;
    }

    private void grow(int kept) {
        if (capacity + 2 * PADDING >= MAX_RECORD_BYTES) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Record is longer than " + MAX_RECORD_BYTES + " bytes; is a quote not closed: " + location
                            + ", near byte " + startOffset);
        }
        ArrowBuf larger = memory.allocate(2L * capacity + 2L * PADDING);
        long largerStart = larger.memoryAddress() + PADDING;
        RawMemory.copy(start - PADDING, largerStart - PADDING, (long) kept + PADDING);
        if (buffer != null) {
            memory.free(buffer);
        }
        buffer = larger;
        capacity = (int) (larger.capacity() - 2L * PADDING);
        start = largerStart;
    }

    private void fill() {
        while (!ended && limit - start < capacity) {
            int count = source.read(staging, 0, (int) Math.min(STAGING_BYTES, capacity - (limit - start)));
            if (count < 0) {
                ended = true;
            } else {
                RawMemory.copy(staging, 0, limit, count);
                limit += count;
            }
        }
        RawMemory.fill(limit, PADDING, (byte) '\n');
    }

    @Override
    public void close() {
        if (buffer != null) {
            memory.free(buffer);
            buffer = null;
        }
        memory.release(reservedBytes);
        reservedBytes = 0;
        source.close();
    }
}
