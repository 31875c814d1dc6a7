package io.thresher.server.benchmark.data;

/**
 * The keys of one id column of the join tables, as join-datagen.R deals them out: of 1.1 times {@code count} shuffled keys, nine parts
 * in eleven are on both sides, one only on the left and one only on the right, so that nine of ten rows find a partner.
 */
final class JoinKeys {
    private final long count;
    private final long common;
    private final Permutation keys;
    private final Permutation left;
    private final Permutation right;

    /** {@code count} different keys on each side. */
    JoinKeys(long count, long seed) {
        this.count = count;
        this.common = count * 9 / 10;
        this.keys = new Permutation(2 * count - common, seed);
        this.left = new Permutation(count, seed + 1);
        this.right = new Permutation(count, seed + 2);
    }

    long count() {
        return count;
    }

    /** The left side's key at {@code place} of 0 to {@code count - 1}; each occurs once, in no order. */
    int left(long place) {
        return key(left.at(place));
    }

    /** The right side's key at {@code place}. */
    int right(long place) {
        long index = right.at(place);
        return key(index < common ? index : index + count - common);
    }

    private int key(long index) {
        return (int) keys.at(index) + 1;
    }
}
