package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** An array of build rows, addressed by the packed key: row + 1 in 4 bytes, 0 if there is none. */
final class PerfectTable extends PackedTable {
    private final QueryMemory memory;
    private final ArrowBuf array;
    private final long address;
    private final long slots;

    PerfectTable(PackedKeys packing, Column[] keys, int rowCount, QueryContext context) {
        super(packing, keys, rowCount, context);
        this.memory = context.memory();
        this.slots = packing.span();
        this.array = memory.allocate(4 * packing.span());
        this.address = array.memoryAddress();
        RawMemory.fill(address, 4 * packing.span(), (byte) 0);
    }

    @Override
    long slots() {
        return slots;
    }

    @Override
    long slot(long key) {
        return key;
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
    public void close() {
        memory.free(array);
        duplicates().close();
    }
}
