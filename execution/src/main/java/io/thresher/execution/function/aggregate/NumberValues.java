package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;

/** Reads and writes single values by physical type. */
final class NumberValues {
    private static final BigInteger[] POWERS_OF_TEN = powersOfTen();

    private NumberValues() {}

    private static BigInteger[] powersOfTen() {
        BigInteger[] powers = new BigInteger[DataType.MAX_DECIMAL_PRECISION + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = BigInteger.TEN.pow(i);
        }
        return powers;
    }

    /** Value {@code index} of a column of whole numbers of at most 64 bits. */
    static long toLong(PhysicalType type, long data, int index) {
        return switch (type) {
            case INT8 -> RawMemory.getByte(data + index);
            case INT32 -> RawMemory.getInt(data + 4L * index);
            case INT64 -> RawMemory.getLong(data + 8L * index);
            case INT128, FLOAT64, VIEW -> throw new IllegalArgumentException("Not a narrow whole number: " + type);
        };
    }

    /** Writes a whole number of at most 64 bits. */
    static void putLong(Column output, int i, long value) {
        switch (output.physicalType()) {
            case INT8 -> RawMemory.putByte(output.dataAddress() + i, (byte) value);
            case INT32 -> {
                if (value != (int) value) {
                    throw WideSum.outOfRange();
                }
                RawMemory.putInt(output.dataAddress() + 4L * i, (int) value);
            }
            case INT64 -> RawMemory.putLong(output.dataAddress() + 8L * i, value);
            case INT128 -> {
                RawMemory.putLong(output.dataAddress() + 16L * i, value);
                RawMemory.putLong(output.dataAddress() + 16L * i + 8, value >> 63);
            }
            case FLOAT64, VIEW -> throw new IllegalArgumentException("Not a whole number: " + output.type());
        }
    }

    /** The number that two halves make. */
    static BigInteger toBigInteger(long low, long high) {
        BigInteger lowest = BigInteger.valueOf(low & Long.MAX_VALUE);
        if (low < 0) {
            lowest = lowest.setBit(63);
        }
        return BigInteger.valueOf(high).shiftLeft(64).add(lowest);
    }

    /** Throws NUMERIC_OUT_OF_RANGE if a 128-bit number has more digits than {@code type}. */
    static void checkDigits(long low, long high, DataType type) {
        if (type.kind() == TypeKind.DECIMAL
                && high != low >> 63
                && toBigInteger(low, high).abs().compareTo(POWERS_OF_TEN[type.precision()]) >= 0) {
            throw WideSum.outOfRange();
        }
    }

    /** Value {@code index} of a numeric column as a double, with {@code scale} digits after the point for decimals. */
    static double toDouble(PhysicalType type, long data, int index, double scaleFactor) {
        return switch (type) {
            case INT8, INT32, INT64 -> toLong(type, data, index) / scaleFactor;
            case FLOAT64 -> RawMemory.getDouble(data + 8L * index);
            case INT128 -> {
                long address = data + 16L * index;
                yield toBigInteger(RawMemory.getLong(address), RawMemory.getLong(address + 8))
                                .doubleValue()
                        / scaleFactor;
            }
            case VIEW -> throw new IllegalArgumentException("Not a number: " + type);
        };
    }

    /** 10 to the power of a decimal's scale, 1 for other types. */
    static double scaleFactor(DataType type) {
        return type.kind() == TypeKind.DECIMAL ? Math.pow(10, type.scale()) : 1;
    }
}
