package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.kernel.ColumnHasher;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A linear-probing table for keys of any type: 8-byte places with the upper 32 bits of the hash above and build row + 1
 * below, 0 if free; at most half are taken. Keys are compared in the build side's columns.
 */
final class GeneralTable implements JoinTable, TableBuild.Target {
    private static final long HASH_MASK = 0xFFFFFFFF00000000L;

    private final QueryMemory memory;
    private final ArrowBuf places;
    private final long address;
    private final long mask;
    private final Column[] buildKeys;
    private final boolean[] nullEqual;
    private final Duplicates duplicates;
    private final int rowCount;
    private final CancellationToken cancellation;

    GeneralTable(Column[] buildKeys, boolean[] nullEqual, int rowCount, QueryContext context) {
        this.memory = context.memory();
        this.rowCount = rowCount;
        this.cancellation = context.cancellation();
        this.buildKeys = buildKeys;
        this.nullEqual = nullEqual;
        this.duplicates = new Duplicates(rowCount, memory);
        long capacity = Math.max(64, Long.highestOneBit(Math.max(1, rowCount * 2L - 1)) << 1);
        this.mask = capacity - 1;
        this.places = memory.allocate(capacity * 8);
        this.address = places.memoryAddress();
        RawMemory.fill(address, capacity * 8, (byte) 0);
    }

    /** By one thread, whatever is asked for: to hash such keys is most of the work, and every thread would hash them all. */
    @Override
    public TableBuild build(int shares) {
        return new TableBuild(this, duplicates, 1, cancellation::check);
    }

    @Override
    public void fill(int share, int shares) {
        ColumnHasher[] hashers = hashers();
        long[] hashes = new long[ColumnBatch.MAX_ROWS];
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        for (int from = 0; from < rowCount; from += ColumnBatch.MAX_ROWS) {
            cancellation.check();
            int count = Math.min(ColumnBatch.MAX_ROWS, rowCount - from);
            for (int i = 0; i < count; i++) {
                rows[i] = from + i;
            }
            hash(hashers, buildKeys, rows, count, hashes);
            for (int i = 0; i < count; i++) {
                put(from + i, hashes[i]);
            }
        }
    }

    @Override
    public void fillRest() {}

    @Override
    public Duplicates.LeftOut leftOut() {
        return row -> JoinKeys.hasUnequalNull(buildKeys, nullEqual, row);
    }

    private void put(int row, long hash) {
        if (JoinKeys.hasUnequalNull(buildKeys, nullEqual, row)) {
            return;
        }
        long slot = hash & mask;
        while (true) {
            long place = address + (slot << 3);
            long entry = RawMemory.getLong(place);
            if (entry == 0) {
                RawMemory.putLong(place, hash & HASH_MASK | (row + 1L));
                return;
            }
            int first = (int) entry - 1;
            if ((entry ^ hash) >>> 32 == 0 && same(buildKeys, row, first)) {
                duplicates.add(first, row);
                return;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean same(Column[] keys, int position, int row) {
        for (int k = 0; k < keys.length; k++) {
            if (!Compare.same(keys[k], position, buildKeys[k], row)) {
                return false;
            }
        }
        return true;
    }

    private ColumnHasher[] hashers() {
        ColumnHasher[] hashers = new ColumnHasher[buildKeys.length];
        Arrays.setAll(hashers, k -> new ColumnHasher());
        return hashers;
    }

    private static void hash(ColumnHasher[] hashers, Column[] keys, int[] positions, int count, long[] hashes) {
        for (int k = 0; k < keys.length; k++) {
            hashers[k].hash(keys[k], positions, count, hashes, k > 0);
        }
    }

    @Override
    public Duplicates duplicates() {
        return duplicates;
    }

    @Override
    public Lookup createLookup() {
        return new Search();
    }

    @Override
    public void close() {
        memory.free(places);
        duplicates.close();
    }

    /** A thread's search. */
    private final class Search implements Lookup {
        private final ColumnHasher[] hashers = hashers();
        private final long[] hashes = new long[ColumnBatch.MAX_ROWS];
        private final long[] entries = new long[ColumnBatch.MAX_ROWS];

        @Override
        public int find(Column[] keys, int[] positions, int count, int[] matched, int[] firstRows) {
            hash(hashers, keys, positions, count, hashes);
            for (int i = 0; i < count; i++) {
                entries[i] = RawMemory.getLong(address + ((hashes[i] & mask) << 3));
            }
            int hits = 0;
            for (int i = 0; i < count; i++) {
                int row = entries[i] == 0 ? -1 : search(keys, positions[i], hashes[i], entries[i]);
                matched[hits] = i;
                firstRows[hits] = row;
                hits += row >= 0 ? 1 : 0;
            }
            return hits;
        }

        private int search(Column[] keys, int position, long hash, long firstEntry) {
            if (JoinKeys.hasUnequalNull(keys, nullEqual, position)) {
                return -1;
            }
            long slot = hash & mask;
            long entry = firstEntry;
            while (entry != 0) {
                int row = (int) entry - 1;
                if ((entry ^ hash) >>> 32 == 0 && same(keys, position, row)) {
                    return row;
                }
                slot = slot + 1 & mask;
                entry = RawMemory.getLong(address + (slot << 3));
            }
            return -1;
        }
    }
}
