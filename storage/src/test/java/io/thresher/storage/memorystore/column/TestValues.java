package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as Java objects: Long (also for booleans), BigInteger for INT128, String of a char a byte for text and bytes; doubles
 * as Long of their bits, so that NaN and -0.0 are compared as they are. Null is NULL.
 */
final class TestValues {
    private TestValues() {}

    /** A FLAT column of {@code values}. */
    static Column flat(DataType type, List<@Nullable Object> values, QueryMemory memory) {
        Column column = Column.flat(type, memory, Math.max(1, values.size()));
        fill(column, values);
        return column;
    }

    /** Writes {@code values} to a FLAT column that has the room. */
    static void fill(Column column, List<@Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                column.setNull(i, values.size());
                writeGarbage(column, i);
            } else {
                write(column, i, value);
            }
        }
    }

    /** What lies under a NULL is unspecified, so it is something that would be seen; a view must be harmless. */
    private static void writeGarbage(Column column, int position) {
        long address = column.dataAddress() + (long) column.physicalType().bytes() * position;
        if (column.physicalType() == PhysicalType.VIEW) {
            StringView.write(address, 0, 0);
        } else {
            RawMemory.fill(address, column.physicalType().bytes(), (byte) 0x5A);
        }
    }

    static void write(Column column, int position, Object value) {
        long address = column.dataAddress() + (long) column.physicalType().bytes() * position;
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(address, ((Long) value).byteValue());
            case INT32 -> RawMemory.putInt(address, Math.toIntExact((Long) value));
            case INT64, FLOAT64 -> RawMemory.putLong(address, (Long) value);
            case INT128 -> {
                RawMemory.putLong(address, ((BigInteger) value).longValue());
                RawMemory.putLong(
                        address + 8, ((BigInteger) value).shiftRight(64).longValue());
            }
            case VIEW -> {
                byte[] bytes = ((String) value).getBytes(StandardCharsets.ISO_8859_1);
                column.heap().putBytes(bytes, 0, bytes.length, address);
            }
        }
    }

    static @Nullable Object read(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        long address = column.valuesAddress() + (long) column.physicalType().bytes() * column.valueIndex(row);
        return switch (column.physicalType()) {
            case INT8 -> (long) RawMemory.getByte(address);
            case INT32 -> (long) RawMemory.getInt(address);
            case INT64, FLOAT64 -> RawMemory.getLong(address);
            case INT128 ->
                BigInteger.valueOf(RawMemory.getLong(address + 8))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(RawMemory.getLong(address))));
            case VIEW -> new String(StringView.bytes(address), StandardCharsets.ISO_8859_1);
        };
    }

    /** Overwrites what a lent FLAT column of {@code count} values held, bytes of its strings too, and closes it. */
    static void scramble(Column column, int count) {
        for (int i = 0; i < count; i++) {
            long address = column.dataAddress() + (long) column.physicalType().bytes() * i;
            if (column.physicalType() == PhysicalType.VIEW && StringView.length(address) > StringView.INLINE_BYTES) {
                RawMemory.fill(StringView.bytesAddress(address), StringView.length(address), (byte) '#');
            }
            RawMemory.fill(address, column.physicalType().bytes(), (byte) 0x77);
        }
        if (column.mayHaveNulls()) {
            RawMemory.fill(column.validityAddress(), Column.validityBytes(count), (byte) 0x33);
        }
        column.close();
    }
}
