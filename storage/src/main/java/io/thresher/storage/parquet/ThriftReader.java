package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.EOFException;

/**
 * Reads Thrift's compact protocol from a range of a heap array. Page headers and offset indexes are read with it rather
 * than with generated code, because it never allocates what the bytes merely declare and can tell "cut off" from
 * "damaged". Source: Thrift compact protocol specification.
 */
final class ThriftReader {
    static final int STOP = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int BYTE = 3;
    static final int I16 = 4;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int SET = 10;
    static final int MAP = 11;
    static final int STRUCT = 12;
    private static final int UUID = 13;
    private static final int MAX_DEPTH = 16;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int fieldType;
    private int depth;

    ThriftReader(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        this.position = offset;
        this.end = end;
    }

    int position() {
        return position;
    }

    /** The type of the field whose id {@link #nextField} returned. */
    int fieldType() {
        return fieldType;
    }

    /** The id of the next field of a struct after the field {@code lastId}, or -1 at its end. */
    int nextField(int lastId) throws EOFException {
        int head = nextByte();
        fieldType = head & 15;
        if (fieldType == STOP) {
            return -1;
        }
        int delta = head >>> 4;
        int id = delta != 0 ? lastId + delta : (short) zigzag(varint());
        if (id < 0) {
            throw damaged();
        }
        return id;
    }

    int readInt() throws EOFException {
        long value = readLong();
        if (value != (int) value) {
            throw damaged();
        }
        return (int) value;
    }

    /** Reads an integer field, whatever its declared width. */
    long readLong() throws EOFException {
        if (fieldType != I32 && fieldType != I64 && fieldType != I16) {
            throw damaged();
        }
        return zigzag(varint());
    }

    boolean readBoolean() {
        if (fieldType != TRUE && fieldType != FALSE) {
            throw damaged();
        }
        return fieldType == TRUE;
    }

    /** Starts a list of {@code elementType} and returns its size, which never passes the bytes left. */
    int readListStart(int elementType) throws EOFException {
        if (fieldType != LIST) {
            throw damaged();
        }
        int head = nextByte();
        long size = (long) head >>> 4;
        if (size == 15) {
            size = varint();
        }
        if (size < 0 || size > end - position) {
            throw new EOFException("Thrift structure is cut off");
        }
        if (size > 0 && (head & 15) != elementType) {
            throw damaged();
        }
        return (int) size;
    }

    void checkStruct() {
        if (fieldType != STRUCT) {
            throw damaged();
        }
    }

    /** Passes over the value of the current field. */
    void skip() throws EOFException {
        skip(fieldType);
    }

    private void skip(int type) throws EOFException {
        if (++depth > MAX_DEPTH) {
            throw damaged();
        }
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> advance(1);
            case I16, I32, I64 -> varint();
            case DOUBLE -> advance(8);
            case UUID -> advance(16);
            case BINARY -> advance(varint());
            case LIST, SET -> skipList();
            case MAP -> skipMap();
            case STRUCT -> skipStruct();
            default -> throw damaged();
        }
        depth--;
    }

    private void skipStruct() throws EOFException {
        int id = 0;
        while ((id = nextField(id)) >= 0) {
            skip(fieldType);
        }
    }

    private void skipList() throws EOFException {
        int head = nextByte();
        long size = (long) head >>> 4;
        if (size == 15) {
            size = varint();
        }
        for (long i = 0; i < size; i++) {
            skipElement(head & 15);
        }
    }

    private void skipMap() throws EOFException {
        long size = varint();
        if (size == 0) {
            return;
        }
        int types = nextByte();
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4);
            skipElement(types & 15);
        }
    }

    /** Booleans take a byte inside collections, none as fields; so every element takes at least one byte. */
    private void skipElement(int type) throws EOFException {
        if (type == TRUE || type == FALSE) {
            advance(1);
        } else if (type == STRUCT) {
            int before = fieldType;
            skip(type);
            fieldType = before;
        } else {
            skip(type);
        }
    }

    private int nextByte() throws EOFException {
        if (position >= end) {
            throw new EOFException("Thrift structure is cut off");
        }
        return bytes[position++] & 0xFF;
    }

    private void advance(long count) throws EOFException {
        if (count < 0) {
            throw damaged();
        }
        if (count > end - position) {
            throw new EOFException("Thrift structure is cut off");
        }
        position += (int) count;
    }

    private long varint() throws EOFException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = nextByte();
            value |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw damaged();
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    static EngineException damaged() {
        return new EngineException(ErrorCode.FILE_CORRUPT, "Page header or index is damaged");
    }
}
