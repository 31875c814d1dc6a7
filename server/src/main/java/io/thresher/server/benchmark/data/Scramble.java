package io.thresher.server.benchmark.data;

/** Makes numbers look random, always in the same way. */
final class Scramble {
    private Scramble() {}

    /** A number whose bits all depend on all bits of {@code value}. Source: SplitMix64. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
