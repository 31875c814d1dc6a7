package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashes of column values. Equal values of one type hash equal in every encoding: -0.0 as 0.0, every NaN alike,
 * strings by their bytes; INT32 and INT64 of the same number too. NULL hashes to {@link #NULL_HASH}. All 64 bits are
 * mixed, so any of them may choose a partition or a slot. Not stable between versions: never write a hash to a file.
 */
public final class Hash {
    /** The hash of NULL of any type. */
    public static final long NULL_HASH = 0x5851F42D4C957F2DL;

    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;
    private static final long THIRD = 0xC2B2AE3D27D4EB4FL;
    private static final long NAN = 0x7FF8000000000000L;

    private Hash() {}

    /** Hash of a whole number. */
    public static long ofLong(long value) {
        long h = value * FIRST;
        h = (h ^ (h >>> 32)) * SECOND;
        return h ^ (h >>> 32);
    }

    /** Hash of a double. */
    public static long ofDouble(double value) {
        // Adding 0.0 turns -0.0 into 0.0.
        double number = value + 0.0;
        return ofLong(Double.isNaN(number) ? NAN : Double.doubleToRawLongBits(number));
    }

    /** Hash of a 128-bit number. */
    public static long ofInt128(long low, long high) {
        return ofLong(low ^ Long.rotateLeft(high * THIRD, 29));
    }

    /** Hash of the string whose view lies at {@code view}. */
    public static long ofView(long view) {
        long head = RawMemory.getLong(view);
        int length = (int) head;
        if (length <= StringView.INLINE_BYTES) {
            return ofLong(head ^ Long.rotateLeft(RawMemory.getLong(view + 8) * THIRD, 29));
        }
        return ofBytes(RawMemory.getLong(view + 8), length);
    }

    /** SAFETY: only for more than 8 bytes; the last 8 are read as one long that may overlap those before. */
    private static long ofBytes(long address, int length) {
        long h = length * FIRST;
        long last = address + length - 8;
        for (long at = address; at < last; at += 8) {
            h = (h ^ RawMemory.getLong(at)) * THIRD;
            h ^= h >>> 29;
        }
        return ofLong(h ^ RawMemory.getLong(last));
    }

    /** The hash of several columns from that of the ones before and that of the next. */
    public static long combine(long previous, long next) {
        long h = (Long.rotateLeft(previous, 21) ^ next) * FIRST;
        return h ^ (h >>> 32);
    }

    /** Hash of the value at {@code row}. */
    public static long ofRow(Column column, int row) {
        return column.isNull(row) ? NULL_HASH : ofValue(column, column.valuesAddress(), column.valueIndex(row));
    }

    private static long ofValue(Column column, long values, int index) {
        return switch (column.physicalType()) {
            case INT8 -> ofLong(RawMemory.getByte(values + index));
            case INT32 -> ofLong(RawMemory.getInt(values + 4L * index));
            case INT64 -> ofLong(RawMemory.getLong(values + 8L * index));
            case INT128 ->
                ofInt128(RawMemory.getLong(values + 16L * index), RawMemory.getLong(values + 16L * index + 8));
            case FLOAT64 -> ofDouble(RawMemory.getDouble(values + 8L * index));
            case VIEW -> ofView(values + 16L * index);
        };
    }

    /**
     * Writes the hash of each of {@code count} rows (those at {@code selection}, or the first if null) to
     * {@code hashes[0 .. count)}, the i-th row's at i.
     */
    public static void hash(Column column, int @Nullable [] selection, int count, long[] hashes) {
        if (column.encoding() == Encoding.CONSTANT) {
            Arrays.fill(hashes, 0, count, ofRow(column, 0));
        } else if (column.encoding() == Encoding.DICTIONARY) {
            hashCodes(column, selection, count, hashes);
        } else {
            hashFlat(column, selection, count, hashes);
        }
        if (column.encoding() != Encoding.CONSTANT && column.mayHaveNulls()) {
            hashNulls(column.validityAddress(), selection, count, hashes);
        }
    }

    /** As {@link #hash}, combined with what {@code hashes} holds; {@code scratch} has room for {@code count}. */
    public static void combine(Column column, int @Nullable [] selection, int count, long[] hashes, long[] scratch) {
        hash(column, selection, count, scratch);
        for (int i = 0; i < count; i++) {
            hashes[i] = combine(hashes[i], scratch[i]);
        }
    }

    private static void hashCodes(Column column, int @Nullable [] selection, int count, long[] hashes) {
        long codes = column.dataAddress();
        long values = column.valuesAddress();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            hashes[i] = ofValue(column, values, RawMemory.getInt(codes + 4L * row));
        }
    }

    private static void hashNulls(long validity, int @Nullable [] selection, int count, long[] hashes) {
        for (int i = 0; i < count; i++) {
            if (!Column.bit(validity, selection == null ? i : selection[i])) {
                hashes[i] = NULL_HASH;
            }
        }
    }

    private static void hashFlat(Column column, int @Nullable [] selection, int count, long[] hashes) {
        long data = column.dataAddress();
        switch (column.physicalType()) {
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    hashes[i] = ofLong(RawMemory.getByte(data + (selection == null ? i : selection[i])));
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    hashes[i] = ofLong(RawMemory.getInt(data + 4L * (selection == null ? i : selection[i])));
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    hashes[i] = ofLong(RawMemory.getLong(data + 8L * (selection == null ? i : selection[i])));
                }
            }
            case INT128 -> {
                for (int i = 0; i < count; i++) {
                    long at = data + 16L * (selection == null ? i : selection[i]);
                    hashes[i] = ofInt128(RawMemory.getLong(at), RawMemory.getLong(at + 8));
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    hashes[i] = ofDouble(RawMemory.getDouble(data + 8L * (selection == null ? i : selection[i])));
                }
            }
            case VIEW -> hashViews(data, column.validityAddress(), selection, count, hashes);
        }
    }

    private static void hashViews(long data, long validity, int @Nullable [] selection, int count, long[] hashes) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            // Bytes of a view under NULL are not read: it may be long and its bytes are nobody's.
            if (validity == 0 || Column.bit(validity, row)) {
                hashes[i] = ofView(data + 16L * row);
            }
        }
    }
}
