package io.thresher.execution.join.table;

import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** An array of build rows, addressed by the packed key: row + 1 in 4 bytes, 0 if there is none. */
public final class PerfectTable extends PackedTable {
    private final QueryMemory memory;
    private final ArrowBuf array;
    private final long address;
    private final long slots;
    private final int shift;

    /** Makes an empty table of {@code 1 << partitionBits} partitions, each a range of keys. */
    public PerfectTable(PackedKeys packing, int rowCount, int partitionBits, QueryContext context) {
        super(packing, rowCount, context);
        this.memory = context.memory();
        this.slots = packing.span();
        int slotBits = Long.SIZE - Long.numberOfLeadingZeros(slots - 1);
        this.shift = Math.max(0, slotBits - partitionBits);
        this.array = memory.allocate(4 * slots);
        this.address = array.memoryAddress();
    }

    @Override
    long slots() {
        return slots;
    }

    @Override
    long firstSlot(int partition) {
        return Math.min(slots, (long) partition << shift);
    }

    @Override
    void clear(long from, long to) {
        RawMemory.fill(address + 4 * from, 4 * (to - from), (byte) 0);
    }

    @Override
    int partition(long key) {
        return (int) (key >>> shift);
    }

    @Override
    int put(long key, int row, long stop) {
        // SAFETY: packing lets keys inside the span through only.
        long place = address + (key << 2);
        int found = RawMemory.getInt(place);
        if (found != 0) {
            return found - 1;
        }
        RawMemory.putInt(place, row + 1);
        return STORED;
    }

    @Override
    int find(long[] packed, int[] live, int count, Scratch scratch, int[] matched, int[] firstRows) {
        int hits = 0;
        for (int j = 0; j < count; j++) {
            int found = RawMemory.getInt(address + (packed[j] << 2));
            matched[hits] = live[j];
            firstRows[hits] = found - 1;
            hits += found != 0 ? 1 : 0;
        }
        return hits;
    }

    @Override
    public long heldBytes() {
        return array.capacity();
    }

    @Override
    public void close() {
        memory.free(array);
        duplicates().close();
    }
}
