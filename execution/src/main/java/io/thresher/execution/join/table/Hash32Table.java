package io.thresher.execution.join.table;

import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A linear-probing table for packed keys of at most 32 bits: 8-byte places with the key above and build row + 1 below, 0 if free;
 * at most half are taken. A batch's places are loaded before they are looked at, so that their cache misses overlap.
 */
public final class Hash32Table extends PackedTable {
    private final QueryMemory memory;
    private final ArrowBuf places;
    private final HashSlots hashSlots;
    private final long address;
    private final long end;

    /** Makes an empty table of {@code 1 << partitionBits} partitions by hash. */
    public Hash32Table(PackedKeys packing, int rowCount, int partitionBits, QueryContext context) {
        super(packing, rowCount, context);
        this.memory = context.memory();
        this.hashSlots = HashSlots.of(rowCount, partitionBits);
        this.places = memory.allocate(hashSlots.count() * 8);
        this.address = places.memoryAddress();
        this.end = address + hashSlots.count() * 8;
    }

    private long place(long key) {
        return address + (hashSlots.slot(HashSlots.hash(key)) << 3);
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
        RawMemory.fill(address + 8 * from, 8 * (to - from), (byte) 0);
    }

    @Override
    int partition(long key) {
        return hashSlots.partition(HashSlots.hash(key));
    }

    private long after(long place) {
        long next = place + 8;
        return next == end ? address : next;
    }

    @Override
    int put(long key, int row, long stop) {
        long place = place(key);
        long stopPlace = stop == NOWHERE ? 0 : address + (stop << 3);
        while (true) {
            long found = RawMemory.getLong(place);
            if (found == 0) {
                RawMemory.putLong(place, key << 32 | (row + 1L));
                return STORED;
            }
            if (found >>> 32 == key) {
                return (int) found - 1;
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
        for (int j = 0; j < count; j++) {
            loaded[j] = RawMemory.getLong(place(packed[j]));
        }
        int hits = 0;
        for (int j = 0; j < count; j++) {
            long key = packed[j];
            long found = loaded[j];
            if (found >>> 32 != key && found != 0) {
                found = findFurther(key);
            }
            matched[hits] = live[j];
            firstRows[hits] = (int) found - 1;
            hits += found != 0 ? 1 : 0;
        }
        return hits;
    }

    private long findFurther(long key) {
        long place = after(place(key));
        while (true) {
            long found = RawMemory.getLong(place);
            if (found == 0 || found >>> 32 == key) {
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
