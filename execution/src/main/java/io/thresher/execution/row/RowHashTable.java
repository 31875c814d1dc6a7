package io.thresher.execution.row;

import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by key, making those that are new. Linear probing over 8-byte slots, each a 16-bit salt and the 48-bit address
 * of a row, 0 if free; at most half of the slots are taken. A batch is hashed, then all its rows are looked up by header
 * (hash and null bits), then the keys found are verified a column at a time. One thread at a time.
 *
 * <p>Rows that other tables of the same layout own can be taken in by {@link #adopt}.
 */
public final class RowHashTable implements AutoCloseable {
    private static final int MIN_SLOTS = 1024;
    private static final long ADDRESS_MASK = (1L << 48) - 1;
    private static final long LOW_MASK = 0xFFFFFFFFL;

    private final RowLayout layout;
    private final QueryMemory memory;
    private final RowArena arena;
    private final StringHeap strings;
    private @Nullable ArrowBuf slotBuffer;
    private long slots;
    private long mask;
    private int count;

    public RowHashTable(RowLayout layout, QueryMemory memory) {
        this.layout = layout;
        this.memory = memory;
        this.arena = new RowArena(memory, layout.rowBytes());
        this.strings = new StringHeap(memory);
    }

    /** Rows in the table. */
    public int count() {
        return count;
    }

    /** The rows that this table made. */
    public RowArena rows() {
        return arena;
    }

    /** Bytes of memory held. */
    public long heldBytes() {
        return (slotBuffer == null ? 0 : slotBuffer.capacity()) + arena.heldBytes() + strings.heldBytes();
    }

    /** The part of a hash that rows keep. */
    public static int rowHash(long hash) {
        return (int) (hash >>> 32);
    }

    /** The hash that {@code row} keeps. */
    public static int rowHashOf(long row) {
        return RawMemory.getInt(row);
    }

    /** Writes the address of the row of each of {@code size} keys to {@code rows}; new rows have states of zeros. */
    public void findOrInsert(ColumnValues[] keys, long[] hashes, int size, long[] rows, RowKeyColumns keyColumns) {
        ensureRoom(size);
        if (layout.isSingleNarrowKey() && keys[0].validity() == 0) {
            findSingle(keys[0], hashes, size, rows, keyColumns);
            return;
        }
        long[] headers = keyColumns.headers(keys, hashes, size);
        int candidates = 0;
        int[] found = keyColumns.candidates();
        for (int i = 0; i < size; i++) {
            long header = headers[i];
            long slot = header & mask;
            long row = probe(slot, header);
            if (row == 0) {
                row = insert(lastSlot, header);
                keyColumns.write(keys, i, row, strings);
            } else {
                found[candidates++] = i;
            }
            rows[i] = row;
        }
        int wrong = keyColumns.verify(keys, rows, candidates);
        for (int c = 0; c < wrong; c++) {
            int i = found[c];
            rows[i] = findSlowly(keys, i, headers[i], keyColumns);
        }
    }

    private long lastSlot;

    /** The first row from {@code slot} on with {@code header}, or 0; {@link #lastSlot} says where the search ended. */
    private long probe(long slot, long header) {
        long salt = header >>> 16 & 0xFFFF;
        while (true) {
            long entry = RawMemory.getLong(slots + (slot << 3));
            if (entry == 0) {
                lastSlot = slot;
                return 0;
            }
            long row = entry & ADDRESS_MASK;
            if (entry >>> 48 == salt && RawMemory.getLong(row) == header) {
                lastSlot = slot;
                return row;
            }
            slot = slot + 1 & mask;
        }
    }

    private long insert(long slot, long header) {
        long row = arena.allocate();
        RawMemory.putLong(row, header);
        RawMemory.putLong(slots + (slot << 3), (header >>> 16 & 0xFFFF) << 48 | row);
        count++;
        return row;
    }

    private long findSlowly(ColumnValues[] keys, int i, long header, RowKeyColumns keyColumns) {
        long slot = header & mask;
        while (true) {
            long row = probe(slot, header);
            if (row == 0) {
                row = insert(lastSlot, header);
                keyColumns.write(keys, i, row, strings);
                return row;
            }
            if (keyColumns.equal(keys, i, row)) {
                return row;
            }
            slot = lastSlot + 1 & mask;
        }
    }

    /**
     * Looks at the first slot of every key without a branch that depends on what is there, then searches on for the few that were not
     * found so.
     */
    private void findSingle(ColumnValues key, long[] hashes, int size, long[] rows, RowKeyColumns keyColumns) {
        int offset = layout.keyOffset(0);
        long[] values = keyColumns.narrow(key, size);
        int[] missing = keyColumns.candidates();
        long nobody = arena.nobody();
        for (int i = 0; i < size; i++) {
            rows[i] = RawMemory.getLong(slots + ((hashes[i] >>> 32 & mask) << 3));
        }
        int misses = 0;
        for (int i = 0; i < size; i++) {
            long entry = rows[i];
            // SAFETY: the row of a free slot is one that is there but nobody's.
            long row = entry == 0 ? nobody : entry & ADDRESS_MASK;
            boolean found = entry != 0 & RawMemory.getLong(row + offset) == values[i] & RawMemory.getInt(row + 4) == 0;
            rows[i] = row;
            missing[misses] = i;
            misses += found ? 0 : 1;
        }
        for (int m = 0; m < misses; m++) {
            int i = missing[m];
            rows[i] = findOrInsertSingle(values[i], hashes[i] >>> 32, offset);
        }
    }

    private long findOrInsertSingle(long value, long header, int offset) {
        long salt = header >>> 16;
        long slot = header & mask;
        while (true) {
            long entry = RawMemory.getLong(slots + (slot << 3));
            if (entry == 0) {
                long row = insert(slot, header);
                RawMemory.putLong(row + offset, value);
                return row;
            }
            long row = entry & ADDRESS_MASK;
            if (entry >>> 48 == salt && RawMemory.getLong(row + offset) == value && RawMemory.getInt(row + 4) == 0) {
                return row;
            }
            slot = slot + 1 & mask;
        }
    }

    /**
     * Takes in {@code row} of another table of the same layout and returns 0, or returns the row with equal keys that is
     * here already. Call {@link #ensureRoom} before.
     */
    public long adopt(long row) {
        long header = RawMemory.getLong(row);
        long slot = header & LOW_MASK & mask;
        while (true) {
            long found = probe(slot, header);
            if (found == 0) {
                RawMemory.putLong(slots + (lastSlot << 3), (header >>> 16 & 0xFFFF) << 48 | row);
                count++;
                return 0;
            }
            if (equalRows(found, row)) {
                return found;
            }
            slot = lastSlot + 1 & mask;
        }
    }

    private boolean equalRows(long left, long right) {
        for (int k = 0; k < layout.keyCount(); k++) {
            int offset = layout.keyOffset(k);
            if (k >= RowLayout.HEADER_KEYS
                    && RawMemory.getLong(left + offset - 8) != RawMemory.getLong(right + offset - 8)) {
                return false;
            }
            boolean equal;
            if (layout.keyType(k) == PhysicalType.VIEW) {
                equal = StringView.equal(left + offset, right + offset);
            } else {
                equal = RawMemory.getLong(left + offset) == RawMemory.getLong(right + offset)
                        && (layout.keyType(k) != PhysicalType.INT128
                                || RawMemory.getLong(left + offset + 8) == RawMemory.getLong(right + offset + 8));
            }
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    /** Makes room for {@code more} rows, so that adding them does not move slots. */
    public void ensureRoom(long more) {
        long wanted = Math.max(MIN_SLOTS, 2 * (count + more));
        if (slotBuffer != null && mask + 1 >= wanted) {
            return;
        }
        long capacity = slotBuffer == null ? MIN_SLOTS : 2 * (mask + 1);
        while (capacity < wanted) {
            capacity *= 2;
        }
        resize(capacity);
    }

    private void resize(long capacity) {
        ArrowBuf old = slotBuffer;
        long oldSlots = slots;
        long oldCapacity = mask + 1;
        ArrowBuf fresh = memory.allocate(capacity * 8);
        slotBuffer = fresh;
        slots = fresh.memoryAddress();
        mask = capacity - 1;
        RawMemory.fill(slots, capacity * 8, (byte) 0);
        if (old == null) {
            return;
        }
        for (long s = 0; s < oldCapacity; s++) {
            long entry = RawMemory.getLong(oldSlots + (s << 3));
            if (entry != 0) {
                long slot = RawMemory.getInt(entry & ADDRESS_MASK) & LOW_MASK & mask;
                while (RawMemory.getLong(slots + (slot << 3)) != 0) {
                    slot = slot + 1 & mask;
                }
                RawMemory.putLong(slots + (slot << 3), entry);
            }
        }
        memory.free(old);
    }

    @Override
    public void close() {
        if (slotBuffer != null) {
            memory.free(slotBuffer);
            slotBuffer = null;
        }
        arena.close();
        strings.close();
        count = 0;
    }
}
