package io.thresher.execution.join.build;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.operator.KeyFilter;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which values one whole-number key of a build side has: its range, and an exact bit a value where the range is dense enough
 * for the bits to be few and not nearly all set.
 */
public final class BuildKeyFilter implements KeyFilter, AutoCloseable {
    /** The most bits: 8 MB. */
    private static final long MAX_BITS = 1L << 26;
    /** Bits that fit the second-level cache: worth making for however few rows. */
    private static final long CHEAP_BITS = 1L << 21;
    /** Bits a build row may cost above that. */
    private static final long MAX_BITS_PER_ROW = 256;

    private final long least;
    private final long greatest;
    private final QueryMemory memory;
    private @Nullable ArrowBuf bits;
    private long bitsAddress;
    private long words;

    private BuildKeyFilter(long least, long greatest, QueryMemory memory) {
        this.least = least;
        this.greatest = greatest;
        this.memory = memory;
    }

    /** Makes the filter of a key column of {@code rows} build rows; its bits, if any, are still to be set. */
    public static BuildKeyFilter make(int rows, long least, long greatest, QueryMemory memory) {
        BuildKeyFilter filter = new BuildKeyFilter(least, greatest, memory);
        long span = greatest - least + 1;
        boolean dense = rows >= span - span / 16;
        if (span > 0 && span <= Math.max(CHEAP_BITS, Math.min(MAX_BITS, rows * MAX_BITS_PER_ROW)) && !dense) {
            filter.words = (span + 63) / 64;
            ArrowBuf buffer = memory.allocate(filter.words * Long.BYTES);
            filter.bits = buffer;
            filter.bitsAddress = buffer.memoryAddress();
            RawMemory.fill(filter.bitsAddress, filter.words * Long.BYTES, (byte) 0);
        }
        return filter;
    }

    /** Sets the bits in share {@code share} of {@code shares}; NULLs are left out. Shares may run in parallel. */
    public void setBits(Column key, int rows, int share, int shares) {
        long from = words * share / shares * Long.SIZE;
        long to = words * (share + 1) / shares * Long.SIZE;
        boolean narrow = key.physicalType() == PhysicalType.INT32;
        for (int row = 0; row < rows; row++) {
            if (!key.isNull(row)) {
                long value = narrow
                        ? RawMemory.getInt(key.dataAddress() + 4L * row)
                        : RawMemory.getLong(key.dataAddress() + 8L * row);
                long bit = value - least;
                if (bit >= from && bit < to) {
                    long place = bitsAddress + (bit >>> 3);
                    RawMemory.putByte(place, (byte) (RawMemory.getByte(place) | 1 << (bit & 7)));
                }
            }
        }
    }

    /** Whether values are tested one by one, not only by range. */
    public boolean isExact() {
        return bits != null;
    }

    @Override
    public Object low() {
        return least;
    }

    @Override
    public Object high() {
        return greatest;
    }

    @Override
    public int select(Column column, int @Nullable [] selection, int count, int[] output) {
        if (column.encoding() == Encoding.FLAT && !column.mayHaveNulls()) {
            return column.physicalType() == PhysicalType.INT32
                    ? selectInts(column.dataAddress(), selection, count, output)
                    : selectLongs(column.dataAddress(), selection, count, output);
        }
        long values = column.valuesAddress();
        boolean narrow = column.physicalType() == PhysicalType.INT32;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!column.isNull(row)) {
                int index = column.valueIndex(row);
                long value = narrow ? RawMemory.getInt(values + 4L * index) : RawMemory.getLong(values + 8L * index);
                if (passes(value)) {
                    output[kept++] = row;
                }
            }
        }
        return kept;
    }

    private boolean passes(long value) {
        if (value < least || value > greatest) {
            return false;
        }
        long bit = value - least;
        return bitsAddress == 0 || (RawMemory.getByte(bitsAddress + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
    }

    private int selectInts(long data, int @Nullable [] selection, int count, int[] output) {
        int kept = 0;
        if (selection == null) {
            for (int row = 0; row < count; row++) {
                output[kept] = row;
                kept += passes(RawMemory.getInt(data + 4L * row)) ? 1 : 0;
            }
            return kept;
        }
        for (int i = 0; i < count; i++) {
            int row = selection[i];
            output[kept] = row;
            kept += passes(RawMemory.getInt(data + 4L * row)) ? 1 : 0;
        }
        return kept;
    }

    private int selectLongs(long data, int @Nullable [] selection, int count, int[] output) {
        int kept = 0;
        if (selection == null) {
            for (int row = 0; row < count; row++) {
                output[kept] = row;
                kept += passes(RawMemory.getLong(data + 8L * row)) ? 1 : 0;
            }
            return kept;
        }
        for (int i = 0; i < count; i++) {
            int row = selection[i];
            output[kept] = row;
            kept += passes(RawMemory.getLong(data + 8L * row)) ? 1 : 0;
        }
        return kept;
    }

    @Override
    public void close() {
        if (bits != null) {
            memory.free(bits);
            bits = null;
            bitsAddress = 0;
        }
    }
}
