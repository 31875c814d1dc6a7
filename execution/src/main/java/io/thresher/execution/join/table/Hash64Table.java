package io.thresher.execution.join.table;

import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A linear-probing table of 16-byte places: key, then build row + 1, 0 if free; at most half are taken. A batch's places are
 * loaded before they are looked at, so that their cache misses overlap.
 */
public final class Hash64Table extends PackedTable {
    private final QueryMemory memory;
    private final ArrowBuf places;
    private final HashSlots hashSlots;
    private final long address;
    private final long end;

    /** Makes an empty table of {@code 1 << partitionBits} partitions by hash. */
    public Hash64Table(PackedKeys packing, int rowCount, int partitionBits, QueryContext context) {
        super(packing, rowCount, context);
        this.memory = context.memory();
        this.hashSlots = HashSlots.of(rowCount, partitionBits);
        this.places = memory.allocate(hashSlots.count() * 16);
        this.address = places.memoryAddress();
        this.end = address + hashSlots.count() * 16;
    }

    private long place(long key) {
        return address + (hashSlots.slot(HashSlots.hash(key)) << 4);
    }

    @Override
    long slots() {
        return hashSlots.count();
    }

    @Override
    long firstSlot(int partition) {
        return hashSlots.firstSlot(partition);
    }

    @Override
    void clear(long from, long to) {
        RawMemory.fill(address + 16 * from, 16 * (to - from), (byte) 0);
    }

    @Override
    int partition(long key) {
        return hashSlots.partition(HashSlots.hash(key));
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
    public long heldBytes() {
        return places.capacity();
    }

    @Override
    public void close() {
        memory.free(places);
        duplicates().close();
    }
}
