package io.thresher.batch;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch in Arrow buffer layout. Its maker fills and reuses it; everybody else reads it while the batch
 * is lent to them.
 *
 * <ul>
 *   <li>FLAT: {@link #dataAddress} holds one value a row, of {@link PhysicalType#bytes} bytes each.
 *   <li>CONSTANT: the one value lies at position 0; NULL if the validity bit 0 is clear.
 *   <li>DICTIONARY: {@link #dataAddress} holds an int32 code a row into {@link #dictionary}, a FLAT column. The
 *       validity of this column is complete: the dictionary's own validity is never looked at. Codes under NULL are 0.
 * </ul>
 *
 * <p>{@link #validityAddress} is an Arrow bitmap (bit set = valid, least significant bit first), or 0 if no value is
 * NULL. Values under NULL are unspecified but readable; a view under NULL must still be a harmless view (length 0 or
 * pointing to live bytes).
 */
public final class Column implements AutoCloseable {
    private final DataType type;
    private final QueryMemory memory;
    private Encoding encoding = Encoding.FLAT;
    private @Nullable ArrowBuf data;
    private @Nullable ArrowBuf validity;
    private long dataAddress;
    private long validityAddress;
    private @Nullable Column dictionary;
    private int dictionarySize;
    private long dictionaryId;
    private @Nullable StringHeap heap;

    /** Makes a FLAT column without room; {@link #ensureCapacity} comes next. */
    public Column(DataType type, QueryMemory memory) {
        this.type = type;
        this.memory = memory;
    }

    /** Makes a FLAT column with room for {@code capacity} values and no NULLs. */
    public static Column flat(DataType type, QueryMemory memory, int capacity) {
        Column column = new Column(type, memory);
        column.ensureCapacity(capacity);
        return column;
    }

    public DataType type() {
        return type;
    }

    public PhysicalType physicalType() {
        return type.physicalType();
    }

    public Encoding encoding() {
        return encoding;
    }

    /** Address of the values (FLAT, CONSTANT) or of the int32 codes (DICTIONARY). */
    public long dataAddress() {
        return dataAddress;
    }

    /** Address of the validity bitmap, or 0 if no value is NULL. */
    public long validityAddress() {
        return validityAddress;
    }

    /** Whether a value may be NULL. */
    public boolean mayHaveNulls() {
        return validityAddress != 0;
    }

    /** Whether the value at {@code row} is NULL, for any encoding. */
    public boolean isNull(int row) {
        return validityAddress != 0 && !bit(validityAddress, encoding == Encoding.CONSTANT ? 0 : row);
    }

    /** Position of {@code row}'s value in the flat values of this column or of its dictionary. */
    public int valueIndex(int row) {
        return switch (encoding) {
            case FLAT -> row;
            case CONSTANT -> 0;
            case DICTIONARY -> RawMemory.getInt(dataAddress + 4L * row);
        };
    }

    /** Address of the flat values that {@link #valueIndex} counts in. */
    public long valuesAddress() {
        return dictionary == null ? dataAddress : dictionary.dataAddress;
    }

    /** The dictionary of a DICTIONARY column. */
    public Column dictionary() {
        if (dictionary == null) {
            throw new IllegalStateException("Column has no dictionary");
        }
        return dictionary;
    }

    /** The number of entries of the dictionary of a DICTIONARY column. */
    public int dictionarySize() {
        return dictionarySize;
    }

    /** Equal ids mean the same dictionary; 0 means one that is not worth remembering. */
    public long dictionaryId() {
        return dictionaryId;
    }

    /** Whether the bit at {@code position} of a bitmap is set. */
    public static boolean bit(long bitmap, int position) {
        return (RawMemory.getByte(bitmap + (position >>> 3)) >>> (position & 7) & 1) != 0;
    }

    // ------------------------------------------------------------- for the maker of the column

    /** Gives the column room for {@code count} flat values (and as many codes); loses what it held if it must grow. */
    public void ensureCapacity(int count) {
        long bytes = Math.max(4L, type.physicalType().bytes()) * Math.max(1, count);
        if (data == null || data.capacity() < bytes) {
            if (data != null) {
                memory.free(data);
                data = null;
            }
            data = memory.allocate(bytes);
            dataAddress = data.memoryAddress();
        }
    }

    /** Makes the column FLAT, without NULLs. */
    public void resetFlat() {
        encoding = Encoding.FLAT;
        dictionary = null;
        dataAddress = data == null ? 0 : data.memoryAddress();
        validityAddress = 0;
    }

    /**
     * Makes the column FLAT or CONSTANT over values and validity (0 = no NULLs) that lie in memory of somebody else, who
     * keeps them while the batch is lent. Any reset makes the column use its own memory again.
     */
    public void borrowValues(Encoding newEncoding, long values, long validity) {
        resetFlat();
        encoding = newEncoding;
        dataAddress = values;
        validityAddress = validity;
    }

    /** Gives the column, as it is, a validity bitmap in memory of somebody else, or none if 0. */
    public void borrowValidity(long newValidity) {
        validityAddress = newValidity;
    }

    /** As {@link #resetDictionary}, over codes and validity (0 = no NULLs) that lie in memory of somebody else. */
    public void borrowDictionary(Column newDictionary, int size, long id, long codes, long validity) {
        resetDictionary(newDictionary, size, id);
        dataAddress = codes;
        validityAddress = validity;
    }

    /** Makes the column CONSTANT; the maker writes the value at position 0, or calls {@link #setNull} for 0. */
    public void resetConstant() {
        resetFlat();
        encoding = Encoding.CONSTANT;
    }

    /**
     * Makes the column DICTIONARY over {@code dictionary}'s first {@code size} values, without NULLs; the maker writes
     * the codes, each in 0 to size - 1. The dictionary stays its owner's and must live as long as the batch is lent.
     */
    public void resetDictionary(Column dictionary, int size, long id) {
        resetFlat();
        encoding = Encoding.DICTIONARY;
        this.dictionary = dictionary;
        this.dictionarySize = size;
        this.dictionaryId = id;
    }

    /** Gives the column a validity bitmap for {@code count} rows, all valid, and returns its address. */
    public long startValidity(int count) {
        long address = validityBuffer(count);
        RawMemory.fill(address, validityBytes(count), (byte) 0xFF);
        return address;
    }

    /** Gives the column an uninitialised validity bitmap for {@code count} rows and returns its address. */
    public long validityBuffer(int count) {
        long bytes = validityBytes(count);
        if (validity == null || validity.capacity() < bytes) {
            if (validity != null) {
                memory.free(validity);
                validity = null;
            }
            validity = memory.allocate(bytes);
        }
        validityAddress = validity.memoryAddress();
        return validityAddress;
    }

    /** Bytes of a bitmap for {@code count} rows, rounded up so that whole longs may be read and written. */
    public static long validityBytes(int count) {
        return ((count + 63L) >>> 6) << 3;
    }

    /** Says that no value is NULL. */
    public void clearValidity() {
        validityAddress = 0;
    }

    /** Makes the value at {@code position} NULL; {@code count} rows get a bitmap if there is none yet. */
    public void setNull(int position, int count) {
        if (validityAddress == 0) {
            startValidity(count);
        }
        clearBit(validityAddress, position);
    }

    /** Clears a bit of a bitmap. */
    public static void clearBit(long bitmap, int position) {
        long address = bitmap + (position >>> 3);
        RawMemory.putByte(address, (byte) (RawMemory.getByte(address) & ~(1 << (position & 7))));
    }

    /** Sets a bit of a bitmap. */
    public static void setBit(long bitmap, int position) {
        long address = bitmap + (position >>> 3);
        RawMemory.putByte(address, (byte) (RawMemory.getByte(address) | 1 << (position & 7)));
    }

    /** Where this column keeps the bytes of its own strings; the maker resets it before the next batch. */
    public StringHeap heap() {
        if (heap == null) {
            heap = new StringHeap(memory);
        }
        return heap;
    }

    /** Bytes of the column's own buffers: values or codes, validity and strings; a dictionary's are not among them. */
    public long heldBytes() {
        return (data == null ? 0 : data.capacity())
                + (validity == null ? 0 : validity.capacity())
                + (heap == null ? 0 : heap.heldBytes());
    }

    /** Frees the column's own buffers; a dictionary belongs to its owner. */
    @Override
    public void close() {
        if (data != null) {
            memory.free(data);
            data = null;
        }
        if (validity != null) {
            memory.free(validity);
            validity = null;
        }
        if (heap != null) {
            heap.close();
            heap = null;
        }
        dictionary = null;
        dataAddress = 0;
        validityAddress = 0;
    }
}
