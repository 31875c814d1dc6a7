package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A linear-probing table of 16-byte places: key, then build row + 1, 0 if free; at most half are taken. A batch's places are
 * loaded before they are looked at, so that their cache misses overlap.
 */
final class Hash64Table extends PackedTable {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final QueryMemory memory;
    private final ArrowBuf places;
    private final long address;
    private final long end;
    private final int shift;

    Hash64Table(PackedKeys packing, Column[] keys, int rowCount, QueryContext context) {
        super(packing, keys, rowCount, context);
        this.memory = context.memory();
        long capacity = Math.max(64, Long.highestOneBit(Math.max(1, rowCount * 2L - 1)) << 1);
        this.shift = Long.numberOfLeadingZeros(capacity) + 1;
        this.places = memory.allocate(capacity * 16);
        this.address = places.memoryAddress();
        this.end = address + capacity * 16;
        RawMemory.fill(address, capacity * 16, (byte) 0);
    }

    private long place(long key) {
        return address + (slot(key) << 4);
    }

    @Override
    long slots() {
        return end - address >>> 4;
    }

    @Override
    long slot(long key) {
        return key * FACTOR >>> shift;
    }

    private long after(long place) {
        long next = place + 16;
        return next == end ? address : next;
    }

    @Override
    int put(long key, int row, long stop) {
        long place = place(key);
        long stopPlace = stop == NOWHERE ? 0 : address + (stop << 4);
        while (true) {
            int found = RawMemory.getInt(place + 8);
            if (found == 0) {
                RawMemory.putLong(place, key);
                RawMemory.putLong(place + 8, row + 1);
                return STORED;
            }
            if (RawMemory.getLong(place) == key) {
                return found - 1;
            }
            place = after(place);
            if (place == stopPlace) {
                return RAN_OUT;
            }
        }
    }

    @Override
    int find(long[] packed, int[] live, int count, Scratch scratch, int[] matched, int[] firstRows) {
        long[] loaded = scratch.loaded;
        long[] at = scratch.places;
        for (int j = 0; j < count; j++) {
            long place = place(packed[j]);
            at[j] = place;
            loaded[j] = RawMemory.getLong(place);
        }
        int hits = 0;
        for (int j = 0; j < count; j++) {
            long key = packed[j];
            long place = at[j];
            int found = RawMemory.getInt(place + 8);
            if (loaded[j] != key && found != 0) {
                found = findFurther(key, place);
            }
            matched[hits] = live[j];
            firstRows[hits] = found - 1;
            hits += found != 0 ? 1 : 0;
        }
        return hits;
    }

    private int findFurther(long key, long first) {
        long place = after(first);
        while (true) {
            int found = RawMemory.getInt(place + 8);
            if (found == 0 || RawMemory.getLong(place) == key) {
                return found;
            }
            place = after(place);
        }
    }

    @Override
    public void close() {
        memory.free(places);
        duplicates().close();
    }
}
