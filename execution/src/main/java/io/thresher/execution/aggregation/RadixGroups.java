package io.thresher.execution.aggregation;

import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.RowLayout;
import io.thresher.memory.QueryMemory;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The groups of an aggregation that outgrew the second-level cache, one table a partition of the hash, shared by all tasks. A task
 * brings many rows of a partition at a time ({@link WaitingRows}) under the partition's lock, so that they meet a table that stays
 * in the cache, and each group is there once.
 */
final class RadixGroups implements AutoCloseable {
    /** Bits of the hash that choose the partition. */
    static final int BITS = 8;
    /** The number of partitions. */
    static final int PARTITIONS = 1 << BITS;

    private final RowHashTable[] tables = new RowHashTable[PARTITIONS];
    private final ReentrantLock[] locks = new ReentrantLock[PARTITIONS];

    RadixGroups(RowLayout layout, QueryMemory memory) {
        for (int p = 0; p < PARTITIONS; p++) {
            tables[p] = new RowHashTable(layout, memory);
            locks[p] = new ReentrantLock();
        }
    }

    /** Writes the partitions of {@code count} hashes. */
    static void partitions(long[] hashes, int count, int[] partitions) {
        for (int i = 0; i < count; i++) {
            partitions[i] = (int) (hashes[i] >>> (64 - BITS));
        }
    }

    /** The table of a partition, to be used under its {@link #lock}, or after all tasks are done. */
    RowHashTable table(int partition) {
        return tables[partition];
    }

    ReentrantLock lock(int partition) {
        return locks[partition];
    }

    /** Groups of all partitions; call it after all tasks are done. */
    long groupCount() {
        long groups = 0;
        for (RowHashTable table : tables) {
            groups += table.count();
        }
        return groups;
    }

    long heldBytes() {
        long bytes = 0;
        for (RowHashTable table : tables) {
            bytes += table.heldBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        for (RowHashTable table : tables) {
            table.close();
        }
    }
}
