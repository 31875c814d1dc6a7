package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Whole numbers less the least of them, unsigned in as few bytes as their range takes (1, 2 or 4; 8 for numbers of 16). */
final class NarrowColumn extends StoredColumn {
    private final long base;
    private final int width;
    private final ArrowBuf offsets;

    /** Takes over {@code offsets} of {@code width} bytes each. */
    private NarrowColumn(
            int rowCount,
            long base,
            int width,
            ArrowBuf offsets,
            @Nullable ArrowBuf validity,
            Zones zones,
            QueryMemory memory) {
        super(rowCount, validity, zones, memory);
        this.base = base;
        this.width = width;
        this.offsets = offsets;
    }

    /** Bytes that offsets up to {@code range} take, unsigned; 8 if more than 4. */
    static int width(long range) {
        if (range >>> 8 == 0) {
            return 1;
        }
        return range >>> 16 == 0 ? 2 : range >>> 32 == 0 ? 4 : 8;
    }

    /** The values of a FLAT column of whole numbers, whose least is {@code base}, in {@code width} bytes. */
    static NarrowColumn of(
            Column column,
            int rowCount,
            long base,
            int width,
            @Nullable ArrowBuf validity,
            Zones zones,
            QueryMemory memory) {
        ArrowBuf offsets = memory.allocate((long) width * rowCount);
        int step = column.physicalType().bytes();
        long from = column.dataAddress();
        long to = offsets.memoryAddress();
        for (int row = 0; row < rowCount; row++) {
            long at = from + (long) step * row;
            long value = step == Integer.BYTES ? RawMemory.getInt(at) : RawMemory.getLong(at);
            long offset = column.isNull(row) ? 0 : value - base;
            switch (width) {
                case 1 -> RawMemory.putByte(to + row, (byte) offset);
                case 2 -> RawMemory.putShort(to + 2L * row, (short) offset);
                case 4 -> RawMemory.putInt(to + 4L * row, (int) offset);
                default -> RawMemory.putLong(to + 8L * row, offset);
            }
        }
        return new NarrowColumn(rowCount, base, width, offsets, validity, zones, memory);
    }

    @Override
    void read(int from, int count, long bits, Column target) {
        target.resetFlat();
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        long source = offsets.memoryAddress() + (long) width * from;
        switch (target.physicalType()) {
            case INT32 -> readInts(source, count, target.dataAddress());
            case INT64 -> readLongs(source, count, target.dataAddress());
            case INT128 -> readWide(source, count, target.dataAddress());
            case INT8, FLOAT64, VIEW ->
                throw new IllegalStateException("Not a column of whole numbers: " + target.type());
        }
        target.borrowValidity(bits);
    }

    private void readInts(long source, int count, long target) {
        int least = (int) base;
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, least + (RawMemory.getByte(source + i) & 0xFF));
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, least + (RawMemory.getShort(source + 2L * i) & 0xFFFF));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, least + RawMemory.getInt(source + 4L * i));
                }
            }
        }
    }

    private void readLongs(long source, int count, long target) {
        long least = base;
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, least + (RawMemory.getByte(source + i) & 0xFF));
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, least + (RawMemory.getShort(source + 2L * i) & 0xFFFF));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, least + (RawMemory.getInt(source + 4L * i) & 0xFFFFFFFFL));
                }
            }
        }
    }

    private void readWide(long source, int count, long target) {
        for (int i = 0; i < count; i++) {
            long value = value(source, i);
            RawMemory.putLong(target + 16L * i, value);
            RawMemory.putLong(target + 16L * i + 8, value >> 63);
        }
    }

    private long value(long source, int i) {
        return base
                + switch (width) {
                    case 1 -> RawMemory.getByte(source + i) & 0xFF;
                    case 2 -> RawMemory.getShort(source + 2L * i) & 0xFFFF;
                    case 4 -> RawMemory.getInt(source + 4L * i) & 0xFFFFFFFFL;
                    default -> RawMemory.getLong(source + 8L * i);
                };
    }

    @Override
    void readFew(int from, int[] selection, int selected, long bits, Column target) {
        target.resetFlat();
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        long source = offsets.memoryAddress() + (long) width * from;
        int bytes = target.physicalType().bytes();
        for (int s = 0; s < selected; s++) {
            long value = value(source, selection[s]);
            long at = target.dataAddress() + (long) bytes * selection[s];
            if (bytes == Integer.BYTES) {
                RawMemory.putInt(at, (int) value);
            } else {
                RawMemory.putLong(at, value);
                if (bytes > Long.BYTES) {
                    RawMemory.putLong(at + 8, value >> 63);
                }
            }
        }
        target.borrowValidity(bits);
    }

    @Override
    long valueBytes() {
        return offsets.capacity();
    }

    @Override
    void closeValues() {
        memory().free(offsets);
    }
}
