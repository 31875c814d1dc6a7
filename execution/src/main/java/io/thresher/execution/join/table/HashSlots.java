package io.thresher.execution.join.table;

/**
 * How 32 bits of a hash are spread over the places of a table: in order, so that each partition, the hashes with the same first
 * bits, has a range of places of its own. Any number of places will do, not only powers of two. Immutable.
 */
record HashSlots(long count, int partitionBits) {
    private static final long MASK = 0xFFFFFFFFL;
    private static final int LEAST_SLOTS = 64;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** At least two places a row. */
    static HashSlots of(int rowCount, int partitionBits) {
        long perPartition = (Math.max(LEAST_SLOTS, 2L * rowCount) >>> partitionBits) + 1;
        return new HashSlots(perPartition << partitionBits, partitionBits);
    }

    /** The hash of a packed key. */
    static int hash(long key) {
        return (int) (key * FACTOR >>> 32);
    }

    /** The place at which a hash of 32 bits is looked for first. */
    long slot(int hash) {
        return (hash & MASK) * count >>> 32;
    }

    int partition(int hash) {
        // A shift by 32 would be none.
        return hash >>> 1 >>> 31 - partitionBits;
    }

    long firstSlot(int partition) {
        return (count >>> partitionBits) * partition;
    }
}
