package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows of a column of any encoding into consecutive rows of a FLAT column. Views are copied, the bytes of
 * long strings are not: {@link Copy} does that too.
 */
public final class Gather {
    private Gather() {}

    /**
     * Makes {@code target} FLAT with {@code count} rows: those of {@code source} at {@code positions}, or its first
     * {@code count} if null. The target grows as needed.
     */
    public static void gather(Column source, int @Nullable [] positions, int count, Column target) {
        target.resetFlat();
        target.ensureCapacity(count);
        append(source, positions, count, target, 0, count);
    }

    /**
     * Writes {@code count} rows of {@code source} to the rows from {@code start} of {@code target}, which is FLAT, has
     * room, and keeps the rows before {@code start}; a bitmap, if one becomes needed, is made for {@code capacity} rows.
     */
    public static void append(
            Column source, int @Nullable [] positions, int count, Column target, int start, int capacity) {
        if (count == 0) {
            return;
        }
        long out = target.dataAddress() + (long) start * target.physicalType().bytes();
        switch (source.encoding()) {
            case FLAT -> flat(source, positions, count, out);
            case CONSTANT -> constant(source, count, out);
            case DICTIONARY -> dictionary(source, positions, count, out);
        }
        appendValidity(source, positions, count, target, start, capacity);
    }

    static void appendValidity(
            Column source, int @Nullable [] positions, int count, Column target, int start, int capacity) {
        if (!source.mayHaveNulls()) {
            if (target.mayHaveNulls()) {
                Bitmaps.setRange(target.validityAddress(), start, count);
            }
            return;
        }
        if (!target.mayHaveNulls()) {
            target.startValidity(capacity);
        }
        long from = source.validityAddress();
        long to = target.validityAddress();
        if (source.encoding() == Encoding.CONSTANT) {
            if (Column.bit(from, 0)) {
                Bitmaps.setRange(to, start, count);
            } else {
                Bitmaps.clearRange(to, start, count);
            }
        } else if (positions == null && start == 0) {
            Bitmaps.copy(from, to, count);
        } else {
            Bitmaps.gather(from, positions, count, to, start);
        }
    }

    private static void flat(Column source, int @Nullable [] positions, int count, long out) {
        long in = source.dataAddress();
        int bytes = source.physicalType().bytes();
        if (positions == null) {
            RawMemory.copy(in, out, (long) count * bytes);
            return;
        }
        switch (bytes) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(out + i, RawMemory.getByte(in + positions[i]));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(out + 4L * i, RawMemory.getInt(in + 4L * positions[i]));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(out + 8L * i, RawMemory.getLong(in + 8L * positions[i]));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long at = in + 16L * positions[i];
                    RawMemory.putLong(out + 16L * i, RawMemory.getLong(at));
                    RawMemory.putLong(out + 16L * i + 8, RawMemory.getLong(at + 8));
                }
            }
        }
    }

    private static void constant(Column source, int count, long out) {
        long in = source.dataAddress();
        int bytes = source.physicalType().bytes();
        if (bytes == 1) {
            RawMemory.fill(out, count, RawMemory.getByte(in));
        } else if (bytes == 4) {
            int value = RawMemory.getInt(in);
            for (int i = 0; i < count; i++) {
                RawMemory.putInt(out + 4L * i, value);
            }
        } else if (bytes == 8) {
            long value = RawMemory.getLong(in);
            for (int i = 0; i < count; i++) {
                RawMemory.putLong(out + 8L * i, value);
            }
        } else {
            long low = RawMemory.getLong(in);
            long high = RawMemory.getLong(in + 8);
            for (int i = 0; i < count; i++) {
                RawMemory.putLong(out + 16L * i, low);
                RawMemory.putLong(out + 16L * i + 8, high);
            }
        }
    }

    private static void dictionary(Column source, int @Nullable [] positions, int count, long out) {
        long codes = source.dataAddress();
        long in = source.valuesAddress();
        switch (source.physicalType().bytes()) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    int code = RawMemory.getInt(codes + 4L * (positions == null ? i : positions[i]));
                    RawMemory.putByte(out + i, RawMemory.getByte(in + code));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    int code = RawMemory.getInt(codes + 4L * (positions == null ? i : positions[i]));
                    RawMemory.putInt(out + 4L * i, RawMemory.getInt(in + 4L * code));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    int code = RawMemory.getInt(codes + 4L * (positions == null ? i : positions[i]));
                    RawMemory.putLong(out + 8L * i, RawMemory.getLong(in + 8L * code));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long at = in + 16L * RawMemory.getInt(codes + 4L * (positions == null ? i : positions[i]));
                    RawMemory.putLong(out + 16L * i, RawMemory.getLong(at));
                    RawMemory.putLong(out + 16L * i + 8, RawMemory.getLong(at + 8));
                }
            }
        }
    }
}
