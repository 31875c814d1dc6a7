package io.thresher.execution.join.table;

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
 * A linear-probing table for keys of any type: 8-byte places with the lower 32 bits of the hash above and build row + 1
 * below, 0 if free; at most half are taken. The upper 32 bits of the hash choose the place. Keys are compared in the build
 * side's columns.
 */
public final class GeneralTable implements JoinTable, TableBuild.Target {
    private static final long LOW_MASK = 0xFFFFFFFFL;

    private final QueryMemory memory;
    private final ArrowBuf places;
    private final HashSlots slots;
    private final long address;
    private final boolean[] nullEqual;
    private final Duplicates duplicates;
    private final CancellationToken cancellation;
    private Column[] buildKeys = new Column[0];
    private BuildPartitions partitions;
    private RowNumbers[] rest = new RowNumbers[0];

    /** Makes an empty table of {@code 1 << partitionBits} partitions by hash; a NULL equals one where {@code nullEqual} says so. */
    public GeneralTable(boolean[] nullEqual, int rowCount, int partitionBits, QueryContext context) {
        this.memory = context.memory();
        this.cancellation = context.cancellation();
        this.nullEqual = nullEqual;
        this.duplicates = new Duplicates(rowCount, memory);
        this.partitions = BuildPartitions.one(rowCount);
        this.slots = HashSlots.of(rowCount, partitionBits);
        this.places = memory.allocate(slots.count() * 8);
        this.address = places.memoryAddress();
    }

    @Override
    public TableBuild build(Column[] keys, BuildPartitions newPartitions, int threads) {
        buildKeys = keys;
        partitions = newPartitions;
        int shares = TableBuild.shares(partitions, threads);
        rest = new RowNumbers[shares];
        return new TableBuild(this, duplicates, partitions, shares, cancellation::check);
    }

    @Override
    public void fill(int share, int from, int to) {
        RowNumbers ranOut = new RowNumbers();
        rest[share] = ranOut;
        ColumnHasher[] hashers = hashers();
        long[] hashes = new long[ColumnBatch.MAX_ROWS];
        int[] rows = new int[ColumnBatch.MAX_ROWS];
        for (int partition = from; partition < to; partition++) {
            long firstSlot = slots.firstSlot(partition);
            RawMemory.fill(address + 8 * firstSlot, 8 * (slots.firstSlot(partition + 1) - firstSlot), (byte) 0);
            long stop = partitions.count() == 1 ? -1 : slots.firstSlot(partition + 1) % slots.count();
            int end = partitions.starts()[partition + 1];
            for (int start = partitions.starts()[partition]; start < end; start += ColumnBatch.MAX_ROWS) {
                cancellation.check();
                int count = Math.min(ColumnBatch.MAX_ROWS, end - start);
                for (int i = 0; i < count; i++) {
                    rows[i] = start + i;
                }
                hash(hashers, buildKeys, rows, count, hashes);
                for (int i = 0; i < count; i++) {
                    if (!put(start + i, hashes[i], stop)) {
                        ranOut.add(start + i, hashes[i]);
                    }
                }
            }
        }
    }

    @Override
    public void fillRest() {
        for (RowNumbers ranOut : rest) {
            for (int i = 0; i < ranOut.count(); i++) {
                put(ranOut.row(i), ranOut.key(i), -1);
            }
        }
        rest = new RowNumbers[0];
    }

    private long next(long slot) {
        return slot + 1 == slots.count() ? 0 : slot + 1;
    }

    /** False if the search came to place {@code stop}, which may be -1. */
    private boolean put(int row, long hash, long stop) {
        if (JoinKeys.hasUnequalNull(buildKeys, nullEqual, row)) {
            return true;
        }
        long slot = slots.slot((int) (hash >>> 32));
        while (true) {
            long place = address + (slot << 3);
            long entry = RawMemory.getLong(place);
            if (entry == 0) {
                RawMemory.putLong(place, hash << 32 | (row + 1L));
                return true;
            }
            int first = (int) entry - 1;
            if (entry >>> 32 == (hash & LOW_MASK) && same(buildKeys, row, first)) {
                duplicates.add(first, row);
                return true;
            }
            slot = next(slot);
            if (slot == stop) {
                return false;
            }
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
        ColumnHasher[] hashers = new ColumnHasher[nullEqual.length];
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
    public long heldBytes() {
        return places.capacity();
    }

    @Override
    public Lookup createLookup() {
        return new Search();
    }

    @Override
    public Partitioner createPartitioner() {
        return new HashPartitioner();
    }

    @Override
    public void close() {
        memory.free(places);
        duplicates.close();
    }

    /** A thread's way to tell partitions. */
    private final class HashPartitioner implements Partitioner {
        private final ColumnHasher[] hashers = hashers();
        private final long[] hashes = new long[ColumnBatch.MAX_ROWS];

        @Override
        public void partition(Column[] keys, int[] positions, int count, int[] target) {
            hash(hashers, keys, positions, count, hashes);
            for (int i = 0; i < count; i++) {
                target[i] = slots.partition((int) (hashes[i] >>> 32));
            }
            for (int k = 0; k < keys.length; k++) {
                for (int i = 0; !nullEqual[k] && keys[k].mayHaveNulls() && i < count; i++) {
                    if (keys[k].isNull(positions[i])) {
                        target[i] = NOWHERE;
                    }
                }
            }
        }
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
                entries[i] = RawMemory.getLong(address + (slots.slot((int) (hashes[i] >>> 32)) << 3));
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
            long slot = slots.slot((int) (hash >>> 32));
            long entry = firstEntry;
            while (entry != 0) {
                int row = (int) entry - 1;
                if (entry >>> 32 == (hash & LOW_MASK) && same(keys, position, row)) {
                    return row;
                }
                slot = next(slot);
                entry = RawMemory.getLong(address + (slot << 3));
            }
            return -1;
        }
    }
}
