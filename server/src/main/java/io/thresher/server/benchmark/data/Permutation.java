package io.thresher.server.benchmark.data;

/**
 * A shuffle of 0 to {@code size - 1} that needs no memory: each place is computed. Thread-safe. Source: a balanced Feistel network, walked
 * until it stays in the range (Black and Rogaway, "Ciphers with Arbitrary Finite Domains").
 */
final class Permutation {
    private static final int ROUNDS = 4;

    private final long size;
    private final int halfBits;
    private final long halfMask;
    private final long seed;

    Permutation(long size, long seed) {
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        this.seed = seed;
    }

    /** What stands at {@code place}. */
    long at(long place) {
        long value = place;
        do {
            value = shuffle(value);
        } while (value >= size);
        return value;
    }

    private long shuffle(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ Scramble.mix(seed + right * ROUNDS + round) & halfMask;
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
