package io.thresher.storage.parquet.writing;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing array of bytes, little endian, counted against the query's memory. One thread; the maker closes it. */
final class ByteSink extends OutputStream {
    private static final byte[] EMPTY = {};
    private static final int FIRST_BYTES = 1 << 10;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    private final QueryMemory memory;
    private byte[] bytes = EMPTY;
    private int length;

    ByteSink(QueryMemory memory) {
        this.memory = memory;
    }

    int length() {
        return length;
    }

    /** The bytes, {@link #length} of them; another array after the next growth. */
    byte[] array() {
        return bytes;
    }

    /** Forgets all bytes but keeps the room. */
    void reset() {
        length = 0;
    }

    /** Makes room for {@code count} more bytes, which the caller writes to {@link #array} before {@link #advance}. */
    void ensureRoom(int count) {
        long needed = (long) length + count;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > MAX_BYTES) {
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED,
                    "Column chunk has too many bytes for a row group; write smaller row groups; bytes " + needed);
        }
        int capacity = (int) Math.min(MAX_BYTES, Math.max(needed, Math.max(FIRST_BYTES, bytes.length * 2L)));
        memory.reserve(capacity);
        int before = bytes.length;
        bytes = Arrays.copyOf(bytes, capacity);
        memory.release(before);
    }

    /** Counts {@code count} bytes that the caller wrote to the array. */
    void advance(int count) {
        length += count;
    }

    @Override
    public void write(int value) {
        ensureRoom(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensureRoom(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void putInt(int value) {
        ensureRoom(4);
        setInt(length, value);
        length += 4;
    }

    void putLong(long value) {
        ensureRoom(8);
        setInt(length, (int) value);
        setInt(length + 4, (int) (value >>> 32));
        length += 8;
    }

    /** Overwrites the four bytes at {@code position}. */
    void setInt(int position, int value) {
        bytes[position] = (byte) value;
        bytes[position + 1] = (byte) (value >>> 8);
        bytes[position + 2] = (byte) (value >>> 16);
        bytes[position + 3] = (byte) (value >>> 24);
    }

    /** Overwrites the byte at {@code position}. */
    void setByte(int position, int value) {
        bytes[position] = (byte) value;
    }

    /** Appends {@code count} bytes of off-heap memory. */
    void putMemory(long address, int count) {
        ensureRoom(count);
        RawMemory.copy(address, bytes, length, count);
        length += count;
    }

    /** Appends {@code value} as an unsigned number of seven bits a byte, the lowest first. */
    void putVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }

    @Override
    public void close() {
        memory.release(bytes.length);
        bytes = EMPTY;
        length = 0;
    }
}
