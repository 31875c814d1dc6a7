package io.thresher.execution.join.table;

import io.thresher.batch.PhysicalType;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.RawMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of a join pack into one 64-bit number: each whole number less the least of the build side, side by side in as
 * many bits as the build side's range takes; or one double, normalised. A probe key outside of the range has no match and
 * is not packed at all. Immutable.
 */
public final class PackedKeys {
    private static final int MAX_BITS = 64;

    private final long[] least;
    private final long[] range;
    private final int[] shifts;
    private final boolean isDouble;
    private final int bits;

    private PackedKeys(long[] least, long[] range, int[] shifts, int bits, boolean isDouble) {
        this.least = least;
        this.range = range;
        this.shifts = shifts;
        this.bits = bits;
        this.isDouble = isDouble;
    }

    /** How keys of {@code types} with the build side's {@code ranges} pack, or null if they do not. */
    public static @Nullable PackedKeys of(List<PhysicalType> types, List<KeyRange> ranges) {
        if (types.size() == 1 && types.get(0) == PhysicalType.FLOAT64) {
            return new PackedKeys(new long[1], new long[] {-1}, new int[1], MAX_BITS, true);
        }
        long[] least = new long[types.size()];
        long[] range = new long[least.length];
        int[] shifts = new int[least.length];
        int bits = 0;
        for (int k = 0; k < least.length; k++) {
            if (!KeyRange.isKnownFor(types.get(k))) {
                return null;
            }
            least[k] = ranges.get(k).least();
            range[k] = ranges.get(k).width();
            shifts[k] = bits;
            bits += MAX_BITS - Long.numberOfLeadingZeros(range[k]);
            if (bits > MAX_BITS) {
                return null;
            }
        }
        return new PackedKeys(least, range, shifts, bits, false);
    }

    static long value(PhysicalType type, long data, int index) {
        return switch (type) {
            case INT8 -> RawMemory.getByte(data + index);
            case INT32 -> RawMemory.getInt(data + 4L * index);
            case INT64, INT128, FLOAT64, VIEW -> RawMemory.getLong(data + 8L * index);
        };
    }

    /** Bits of a packed key. */
    public int bits() {
        return bits;
    }

    /** Places that an array over the packed keys needs; {@link Long#MAX_VALUE} if more than 2^62. */
    public long span() {
        if (isDouble) {
            return Long.MAX_VALUE;
        }
        if (range.length == 1) {
            return range[0] < 0 || range[0] >= 1L << 62 ? Long.MAX_VALUE : range[0] + 1;
        }
        return bits > 62 ? Long.MAX_VALUE : 1L << bits;
    }

    /** Least value of key {@code key} on the build side. */
    public long least(int key) {
        return least[key];
    }

    /** Greatest value of key {@code key} on the build side. */
    public long greatest(int key) {
        return least[key] + range[key];
    }

    /** Whether keys are whole numbers, so that {@link #least} and {@link #greatest} mean something. */
    public boolean isWhole() {
        return !isDouble;
    }

    /**
     * Packs the keys of {@code count} rows. Those without NULL and inside the ranges go to {@code packed}, their numbers, ascending,
     * to {@code live}; returns how many.
     */
    int pack(ColumnValues[] keys, int count, long[] packed, int[] live) {
        int kept = first(keys[0], count, packed, live);
        for (int k = 1; k < keys.length; k++) {
            kept = next(keys[k], k, kept, packed, live);
        }
        return kept;
    }

    private int first(ColumnValues key, int count, long[] packed, int[] live) {
        if (isDouble) {
            return doubles(key, count, packed, live);
        }
        long from = least[0];
        // Flipping the sign bit turns an unsigned comparison into a signed one.
        long limit = range[0] ^ Long.MIN_VALUE;
        long data = key.data();
        int[] index = key.index();
        int kept = 0;
        if (key.validity() != 0 || key.type() == PhysicalType.INT8) {
            for (int i = 0; i < count; i++) {
                if (!key.isNull(i)) {
                    long offset = value(key.type(), data, index[i]) - from;
                    packed[kept] = offset;
                    live[kept] = i;
                    kept += (offset ^ Long.MIN_VALUE) <= limit ? 1 : 0;
                }
            }
        } else if (key.type() == PhysicalType.INT32) {
            for (int i = 0; i < count; i++) {
                long offset = RawMemory.getInt(data + 4L * index[i]) - from;
                packed[kept] = offset;
                live[kept] = i;
                kept += (offset ^ Long.MIN_VALUE) <= limit ? 1 : 0;
            }
        } else {
            for (int i = 0; i < count; i++) {
                long offset = RawMemory.getLong(data + 8L * index[i]) - from;
                packed[kept] = offset;
                live[kept] = i;
                kept += (offset ^ Long.MIN_VALUE) <= limit ? 1 : 0;
            }
        }
        return kept;
    }

    private static int doubles(ColumnValues key, int count, long[] packed, int[] live) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!key.isNull(i)) {
                packed[kept] = Double.doubleToLongBits(RawMemory.getDouble(key.address(i)) + 0.0);
                live[kept++] = i;
            }
        }
        return kept;
    }

    private int next(ColumnValues key, int k, int count, long[] packed, int[] live) {
        int[] index = key.index();
        int kept = 0;
        for (int j = 0; j < count; j++) {
            int i = live[j];
            if (!key.isNull(i)) {
                long offset = value(key.type(), key.data(), index[i]) - least[k];
                packed[kept] = packed[j] | offset << shifts[k];
                live[kept] = i;
                kept += Long.compareUnsigned(offset, range[k]) <= 0 ? 1 : 0;
            }
        }
        return kept;
    }
}
